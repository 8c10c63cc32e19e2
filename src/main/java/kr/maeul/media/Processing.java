package kr.maeul.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import kr.maeul.layer.MediaKind;

/**
 * Work on contents, one at a time, for each takes much memory. Others wait a while and are then
 * told to come again. Safe for use by several threads.
 */
final class Processing {
  private static final long LONGEST_WAIT_SECONDS = 30;

  private final Semaphore turn = new Semaphore(1, true);

  /**
   * What is to be kept of an upload.
   *
   * @param files contents by the size, or under {@link Medium#SOUND}
   * @param duration of sound, or null
   */
  record Processed(
      MediaKind kind,
      String type,
      int width,
      int height,
      Duration duration,
      Map<String, byte[]> files,
      Shot shot) {}

  Processed read(IncomingFile incoming) throws IOException {
    return inTurn(
        () -> {
          FileType type = incoming.type();
          byte[] bytes = incoming.bytes();
          if (type.kind() == MediaKind.SOUND) {
            Sounds.Sound sound = Sounds.read(type, bytes);
            return new Processed(
                MediaKind.SOUND,
                type.mediaType(),
                0,
                0,
                sound.duration(),
                Map.of(Medium.SOUND, sound.content()),
                Shot.UNKNOWN);
          }
          Shot shot = Exif.of(type, bytes).shot();
          return photo(Photos.read(type, bytes), shot);
        });
  }

  /**
   * @param photo its largest size as it is kept
   */
  Processed blurred(Callable<byte[]> photo, List<BlurRegion> regions) throws IOException {
    return inTurn(
        () -> {
          BufferedImage image = Photos.read(FileType.JPEG, photo.call());
          Blur.apply(image, regions);
          return photo(image, Shot.UNKNOWN);
        });
  }

  private static Processed photo(BufferedImage image, Shot shot) {
    Photos.Photo photo = Photos.write(image);
    Map<String, byte[]> files = new LinkedHashMap<>();
    photo.sizes().forEach((size, content) -> files.put(size.word(), content));
    return new Processed(
        MediaKind.PHOTO,
        FileType.JPEG.mediaType(),
        photo.width(),
        photo.height(),
        null,
        files,
        shot);
  }

  private Processed inTurn(Callable<Processed> work) throws IOException {
    try {
      if (!turn.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw MediaRefusedException.busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw MediaRefusedException.busy();
    }
    try {
      return work.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      turn.release();
    }
  }
}
