package kr.maeul.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import kr.maeul.db.request.Patience;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.IncomingFile;
import kr.maeul.media.photo.Blur;
import kr.maeul.media.photo.BlurRegion;
import kr.maeul.media.photo.Exif;
import kr.maeul.media.photo.PhotoCost;
import kr.maeul.media.photo.Photos;
import kr.maeul.media.photo.Shot;
import kr.maeul.media.sound.Sounds;

/**
 * Work on contents, each in its {@linkplain ProcessingQueue turn} and where the {@linkplain
 * HeapRoom heap} has room for it, for it takes much memory. Others wait a while and are then told
 * to come again. Until its turn a file lies on the disk. Safe for use by several threads.
 */
final class Processing {
  /** A recording in memory, and what is kept of it. */
  private static final int BYTES_OF_SOUND_BYTE = 2;

  /** A photo that is kept already is 2560 pixels wide and high at most. */
  private static final PhotoCost OF_KEPT = new PhotoCost(100L << 20, false);

  private final ProcessingQueue turns =
      new ProcessingQueue(
          Runtime.getRuntime().maxMemory(), Runtime.getRuntime().availableProcessors());
  private final HeapRoom heap = HeapRoom.ofProgram();

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

  /**
   * @param sender account or network
   */
  Processed read(IncomingFile incoming, String sender) throws IOException {
    FileType type = incoming.type();
    PhotoCost demand =
        type.kind() == MediaKind.PHOTO
            ? PhotoCost.of(type, incoming.path())
            : new PhotoCost(BYTES_OF_SOUND_BYTE * Files.size(incoming.path()), false);
    return inTurn(
        sender,
        demand,
        () -> {
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
   * @param account who blurs it
   */
  Processed blurred(Callable<byte[]> photo, List<BlurRegion> regions, String account)
      throws IOException {
    return inTurn(
        account,
        OF_KEPT,
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

  private Processed inTurn(String sender, PhotoCost demand, Callable<Processed> work)
      throws IOException {
    try (ProcessingQueue.Turn turn = turns.take(sender, demand.isLarge());
        HeapRoom.Room room = heap.take(demand.heapBytes())) {
      return work.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      Patience.beginAgainOfThread();
    }
  }
}
