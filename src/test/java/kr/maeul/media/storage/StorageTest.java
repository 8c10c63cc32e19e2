package kr.maeul.media.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.robothy.s3.rest.LocalS3;
import com.robothy.s3.rest.bootstrap.LocalS3Mode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kr.maeul.config.Settings;
import kr.maeul.media.MediaFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What every store of contents must do: a folder, and one that speaks as S3 does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StorageTest {
  private final LocalS3 server = LocalS3.builder().port(-1).mode(LocalS3Mode.IN_MEMORY).build();
  private FolderStorage folder;
  private S3Storage s3;
  private Path files;

  @BeforeAll
  void open(@TempDir Path temporary) throws IOException {
    files = temporary;
    folder = new FolderStorage(temporary);
    server.start();
    URI address = URI.create("http://127.0.0.1:" + server.getPort());
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(address)
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .build()) {
      client.createBucket(r -> r.bucket("village"));
    }
    s3 = new S3Storage(new Settings.S3(address, "village", "us-east-1", "a", "b"));
  }

  @AfterAll
  void close() {
    s3.close();
    server.shutdown();
  }

  Stream<MediaStorage> storages() {
    return Stream.of(folder, s3);
  }

  @ParameterizedTest
  @MethodSource("storages")
  void whatIsPutIsThereUntilItIsDeleted(MediaStorage storage) throws IOException {
    byte[] content = MediaFiles.jpeg(60, 40);
    String hash = Hashes.sha256(content);
    assertThat(storage.has(hash)).isFalse();
    assertThatThrownBy(() -> storage.open(hash, 0, 10)).isInstanceOf(FileNotFoundException.class);

    storage.put(hash, content);
    storage.put(hash, content);

    assertThat(storage.has(hash)).isTrue();
    assertThat(read(storage, hash, 0, content.length)).isEqualTo(content);
    assertThat(read(storage, hash, 10, 5)).isEqualTo(java.util.Arrays.copyOfRange(content, 10, 15));
    assertThat(listed(storage, Instant.now().plusSeconds(60))).containsExactly(hash);
    assertThat(listed(storage, Instant.now().minusSeconds(60))).isEmpty();
    storage.delete(hash);
    storage.delete(hash);
    assertThat(storage.has(hash)).isFalse();
    assertThat(listed(storage, Instant.now().plusSeconds(60))).isEmpty();
  }

  @Test
  void aFolderHoldsNoHalves() throws IOException {
    byte[] content = new byte[100_000];
    String hash = Hashes.sha256(content);

    folder.put(hash, content);

    assertThat(files.resolve(hash.substring(0, 2)).resolve(hash.substring(2, 4)).resolve(hash))
        .hasBinaryContent(content);
    if (files.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Path fanOut = files.resolve(hash.substring(0, 2));
      for (Path each : List.of(files, fanOut, fanOut.resolve(hash.substring(2, 4)))) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as(each.toString())
            .isEqualTo("rwx------");
      }
    }
    try (Stream<Path> incoming = Files.list(folder.incoming())) {
      assertThat(incoming).isEmpty();
    }
    folder.delete(hash);
    assertThatThrownBy(() -> folder.has("../../secret"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStoreThatIsAwaySaysSoWithoutTheKeys() {
    try (S3Storage away =
        new S3Storage(
            new Settings.S3(
                URI.create("http://127.0.0.1:1"), "village", "us-east-1", "a", "SECRETKEY"))) {
      assertThatThrownBy(() -> away.put("0".repeat(64), new byte[1]))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("SECRETKEY");
    }
  }

  private static byte[] read(MediaStorage storage, String hash, long from, long length)
      throws IOException {
    try (InputStream in = storage.open(hash, from, length)) {
      return in.readAllBytes();
    }
  }

  private static List<String> listed(MediaStorage storage, Instant before) throws IOException {
    List<String> hashes = new ArrayList<>();
    storage.list(before, hashes::add);
    return hashes;
  }
}
