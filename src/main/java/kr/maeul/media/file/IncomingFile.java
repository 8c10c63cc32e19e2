package kr.maeul.media.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import kr.maeul.db.request.Patience;
import kr.maeul.layer.kind.MediaKind;

/**
 * An upload on its way: onto the disk, no further than its kind may reach and no slower than
 * somebody with a slow connection. Deletes the file when closed.
 */
public final class IncomingFile implements AutoCloseable {
  static final long MOST_PHOTO_BYTES = 20L << 20;
  public static final long MOST_SOUND_BYTES = 30L << 20;

  static final int HEAD_BYTES = 64;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int PIECE_BYTES = 64 * 1024;

  /** A quarter of what GPRS did; 2 MB take eight minutes. */
  private static final long LEAST_BYTES_A_SECOND = 4 * 1024;

  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(15);

  private final Path path;
  private FileType type;

  private IncomingFile(Path path) {
    this.path = path;
  }

  /**
   * Takes it in.
   *
   * @param declaredLength what it says of its length, or -1
   * @param nanos a clock that only goes forward
   * @throws MediaRefusedException if it is too large, too slow, empty, or none of our kinds
   */
  public static IncomingFile take(
      InputStream in, long declaredLength, Path folder, LongSupplier nanos) throws IOException {
    if (declaredLength > MOST_SOUND_BYTES) {
      throw tooLarge(MOST_SOUND_BYTES);
    }
    IncomingFile file = new IncomingFile(Files.createTempFile(folder, "upload", ".part"));
    try {
      file.copy(in, declaredLength, nanos);
      Patience.beginAgainOfThread();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private void copy(InputStream in, long declaredLength, LongSupplier nanos) throws IOException {
    long begin = nanos.getAsLong();
    byte[] buffer = new byte[BUFFER_BYTES];
    int head = 0;
    while (head < HEAD_BYTES) {
      int read = read(in, buffer, head);
      if (read < 0) {
        break;
      }
      head += read;
      checkPace(head, nanos.getAsLong() - begin);
    }
    if (head == 0) {
      throw new MediaRefusedException(
          MediaRefusedException.Reason.INVALID, "파일이 비어 있습니다.", "the file is empty");
    }
    byte[] beginning = Arrays.copyOf(buffer, head);
    type = FileType.of(beginning).orElseThrow(() -> refused(beginning));
    long most = type.kind() == MediaKind.PHOTO ? MOST_PHOTO_BYTES : MOST_SOUND_BYTES;
    if (declaredLength > most) {
      throw tooLarge(most);
    }
    long count = head;
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write(buffer, 0, head);
      for (int read = read(in, buffer, 0); read >= 0; read = read(in, buffer, 0)) {
        count += read;
        if (count > most) {
          throw tooLarge(most);
        }
        checkPace(count, nanos.getAsLong() - begin);
        out.write(buffer, 0, read);
      }
    }
    if (declaredLength > count) {
      throw MediaRefusedException.broken();
    }
  }

  public Path path() {
    return path;
  }

  private static MediaRefusedException refused(byte[] beginning) {
    return OtherFile.of(beginning)
        .map(OtherFile::refused)
        .orElseGet(MediaRefusedException::unsupported);
  }

  /** A sender who goes away, or whose form has no end, is no fault of ours. */
  private static int read(InputStream in, byte[] buffer, int from) {
    try {
      return in.read(buffer, from, buffer.length - from);
    } catch (IOException e) {
      throw MediaRefusedException.broken();
    }
  }

  private static void checkPace(long bytes, long elapsedNanos) {
    long due = (elapsedNanos - GRACE_NANOS) / TimeUnit.SECONDS.toNanos(1) * LEAST_BYTES_A_SECOND;
    if (bytes < due || elapsedNanos > LONGEST_NANOS) {
      throw new MediaRefusedException(
          MediaRefusedException.Reason.TOO_SLOW,
          "연결이 너무 느려 올리기를 멈추었습니다. 와이파이 같은 빠른 연결에서 다시 올려 주세요.",
          "the upload was stopped because it came too slowly; try again on a faster connection");
    }
  }

  private static MediaRefusedException tooLarge(long most) {
    return new MediaRefusedException(
        MediaRefusedException.Reason.TOO_LARGE,
        "파일이 너무 큽니다. 사진은 20MB, 소리는 30MB까지 받고, 영상은 받지 않습니다.",
        "the file is too large: photos may have "
            + (MOST_PHOTO_BYTES >> 20)
            + " MB, sound "
            + (MOST_SOUND_BYTES >> 20)
            + " MB; this one may have "
            + (most >> 20)
            + ". Video is not taken");
  }

  public FileType type() {
    return type;
  }

  /** Its content. */
  public byte[] bytes() throws IOException {
    byte[] bytes = new byte[(int) Files.size(path)];
    int read = 0;
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = 0; n >= 0 && read < bytes.length; read += Math.max(0, n)) {
        // By pieces: the machine keeps a buffer outside of the heap, for each thread, as large as
        // the largest that was asked for at once.
        n = in.read(bytes, read, Math.min(PIECE_BYTES, bytes.length - read));
      }
    }
    if (read < bytes.length) {
      throw new EOFException(read + " of " + bytes.length + " bytes");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
