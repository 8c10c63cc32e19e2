package kr.maeul.media.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import kr.maeul.config.Settings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Contents in a store that speaks as S3 does, under {@code media/<hash>}. The bucket must be there
 * and closed to everyone else: what is in it is shown through this service alone.
 */
public final class S3Storage implements MediaStorage {
  private static final String PREFIX = "media/";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final String bucket;

  public S3Storage(Settings.S3 settings) {
    this.bucket = settings.bucket();
    this.client =
        S3Client.builder()
            .endpointOverride(settings.endpoint())
            .region(Region.of(settings.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
            .forcePathStyle(true) // other stores than Amazon's have no name for each bucket
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder().connectionTimeout(TIMEOUT).socketTimeout(TIMEOUT))
            .build();
  }

  @Override
  public void put(String hash, byte[] content) throws IOException {
    asking(
        () ->
            client.putObject(
                r -> r.bucket(bucket).key(PREFIX + hash), RequestBody.fromBytes(content)));
  }

  @Override
  public boolean has(String hash) throws IOException {
    try {
      asking(() -> client.headObject(r -> r.bucket(bucket).key(PREFIX + hash)));
      return true;
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  @Override
  public InputStream open(String hash, long from, long length) throws IOException {
    return asking(
        () ->
            client.getObject(
                r ->
                    r.bucket(bucket)
                        .key(PREFIX + hash)
                        .range("bytes=" + from + "-" + (from + length - 1))));
  }

  @Override
  public void delete(String hash) throws IOException {
    asking(() -> client.deleteObject(r -> r.bucket(bucket).key(PREFIX + hash)));
  }

  @Override
  public void list(Instant before, Consumer<String> hashes) throws IOException {
    asking(
        () -> {
          client
              .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(PREFIX))
              .contents()
              .forEach(
                  object -> {
                    if (object.lastModified().isBefore(before)) {
                      hashes.accept(object.key().substring(PREFIX.length()));
                    }
                  });
          return null;
        });
  }

  private interface Question<T> {
    T ask();
  }

  /** What goes wrong is reported without what was asked: it might hold a key. */
  private static <T> T asking(Question<T> question) throws IOException {
    try {
      return question.ask();
    } catch (NoSuchKeyException e) {
      throw new FileNotFoundException("no such content");
    } catch (S3Exception e) {
      throw e.statusCode() == NOT_FOUND
          ? new FileNotFoundException("no such content")
          : new IOException("the S3 store answered " + e.statusCode(), e);
    } catch (SdkException e) {
      throw new IOException("the S3 store does not answer", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
