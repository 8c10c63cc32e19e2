package kr.maeul.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kr.maeul.media.file.FileType;
import kr.maeul.media.photo.Photos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest photos that are taken, in a program that has 256 MB in all. */
class SmallHeapTest {
  @TempDir Path folder;

  /** What runs in the small program. */
  static final class OnePhoto {
    public static void main(String[] args) throws IOException {
      FileType type = FileType.valueOf(args[0]);
      byte[] file = Files.readAllBytes(Path.of(args[1]));
      Photos.Photo photo = Photos.write(Photos.read(type, file));
      System.out.println(photo.width() + "x" + photo.height());
    }
  }

  @Test
  void fiftyMegapixelsOfJpegFit() throws Exception {
    BufferedImage large = new BufferedImage(8160, 6120, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < large.getHeight(); y += 3) {
      for (int x = 0; x < large.getWidth(); x += 3) {
        large.setRGB(x, y, x * 31 + y * 17);
      }
    }

    assertThat(read(FileType.JPEG, MediaFiles.encoded("jpg", large))).isEqualTo("2560x1920");
  }

  @Test
  void fiftyMegapixelsOfPngInItsDearestFormFit() throws Exception {
    assertThat(read(FileType.PNG, MediaFiles.png16(7000, 7000))).isEqualTo("2560x2560");
  }

  private String read(FileType type, byte[] file) throws Exception {
    Path path = folder.resolve("photo");
    Path told = folder.resolve("told");
    Files.write(path, file);
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    OnePhoto.class.getName(),
                    type.name(),
                    path.toString()))
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return Files.readString(told, StandardCharsets.UTF_8).strip();
  }
}
