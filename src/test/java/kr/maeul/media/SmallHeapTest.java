package kr.maeul.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kr.maeul.media.file.IncomingFile;
import kr.maeul.media.file.MediaRefusedException;
import kr.maeul.media.file.MediaRefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The largest photos that are taken, of every kind and from several senders at once, in a program
 * that has 256 MB in all and no large piece of it free.
 */
class SmallHeapTest {
  /** Larger than half a region of the heap's, so that none is moved. */
  private static final int LARGE_BYTES = 600 * 1024;

  private static final int LARGE_ONES_LEFT = 60;

  @TempDir Path folder;

  /** What runs in the small program; ends at once where memory does not suffice. */
  static final class AllAtOnce {
    private final Processing processing = new Processing();
    private final Path folder;

    AllAtOnce(Path folder) {
      this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
      List<byte[]> inTheWay = scattered();
      AllAtOnce program = new AllAtOnce(Path.of(args[0]));
      ExecutorService senders = Executors.newCachedThreadPool();
      List<Future<String>> told = new ArrayList<>();
      for (int i = 1; i < args.length; i++) {
        Path file = Path.of(args[i]);
        told.add(senders.submit(() -> program.send(file)));
      }
      for (Future<String> each : told) {
        System.out.println(each.get());
      }
      senders.shutdown();
      System.out.println(inTheWay.size() + " in the way");
    }

    /** Every second one of many large arrays. */
    private static List<byte[]> scattered() {
      List<byte[]> all = new ArrayList<>();
      for (int i = 0; i < 2 * LARGE_ONES_LEFT; i++) {
        all.add(new byte[LARGE_BYTES]);
      }
      List<byte[]> left = new ArrayList<>();
      for (int i = 0; i < all.size(); i += 2) {
        left.add(all.get(i));
      }
      return left;
    }

    /** Until it is taken: who is told to come again does so. */
    private String send(Path file) throws IOException {
      while (true) {
        try (InputStream in = Files.newInputStream(file);
            IncomingFile incoming = IncomingFile.take(in, -1, folder, System::nanoTime)) {
          Processing.Processed p = processing.read(incoming, file.toString());
          return file.getFileName() + " " + p.width() + "x" + p.height();
        } catch (MediaRefusedException e) {
          if (e.reason() != Reason.BUSY) {
            throw e;
          }
        }
      }
    }
  }

  @Test
  void theLargestPhotosOfAllKindsFit() throws Exception {
    BufferedImage large = new BufferedImage(8160, 6120, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < large.getHeight(); y += 3) {
      for (int x = 0; x < large.getWidth(); x += 3) {
        large.setRGB(x, y, x * 31 + y * 17);
      }
    }

    assertThat(
            read(
                put("jpeg", MediaFiles.encoded("jpg", large)),
                put("plain", MediaFiles.png16(7000, 7000, false)),
                put("interlaced", MediaFiles.png16(7000, 7000, true)),
                put("wide", MediaFiles.png16(49_000, 1000, false))))
        .containsExactly(
            "jpeg 2560x1920",
            "plain 2560x2560",
            "interlaced 2560x2560",
            "wide 2560x52",
            LARGE_ONES_LEFT + " in the way");
  }

  private String put(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content).toString();
  }

  private List<String> read(String... files) throws Exception {
    Path told = folder.resolve("told");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseG1GC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                AllAtOnce.class.getName(),
                folder.toString()));
    command.addAll(List.of(files));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(told, StandardCharsets.UTF_8);
  }
}
