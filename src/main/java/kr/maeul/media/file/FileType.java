package kr.maeul.media.file;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import kr.maeul.layer.kind.MediaKind;

/**
 * The kinds of file that are taken, recognised by how they begin. Name and declared type of an
 * upload are never asked.
 */
public enum FileType {
  JPEG(MediaKind.PHOTO, "image/jpeg"),
  PNG(MediaKind.PHOTO, "image/png"),
  WEBP(MediaKind.PHOTO, "image/webp"),
  WAV(MediaKind.SOUND, "audio/wav"),
  MP3(MediaKind.SOUND, "audio/mpeg"),
  MP4(MediaKind.SOUND, "audio/mp4"),
  WEBM(MediaKind.SOUND, "audio/webm"),
  OGG(MediaKind.SOUND, "audio/ogg");

  private static final int MPEG_SYNC = 0xFFE0;
  private static final int LAYER_BITS = 0x06;
  private static final int LAYER_3 = 0x02;

  private final MediaKind kind;
  private final String mediaType;

  FileType(MediaKind kind, String mediaType) {
    this.kind = kind;
    this.mediaType = mediaType;
  }

  public MediaKind kind() {
    return kind;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * @param head the first bytes of the file, at least {@link IncomingFile#HEAD_BYTES} where it has
   *     as many
   */
  public static Optional<FileType> of(byte[] head) {
    if (starts(head, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (starts(head, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(PNG);
    }
    if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) {
      return Optional.of(WEBP);
    }
    if (starts(head, 0, "RIFF") && starts(head, 8, "WAVE")) {
      return Optional.of(WAV);
    }
    if (starts(head, 4, "ftyp") && OtherFile.of(head).isEmpty()) {
      return Optional.of(MP4);
    }
    if (starts(head, 0, "\u001a\u0045\u00df\u00a3")) {
      return Optional.of(WEBM);
    }
    if (starts(head, 0, "OggS")) {
      return Optional.of(OGG);
    }
    boolean isMpeg =
        head.length > 2
            && (Bytes.u16(head, 0) & MPEG_SYNC) == MPEG_SYNC
            && (head[1] & LAYER_BITS) == LAYER_3;
    return starts(head, 0, "ID3") || isMpeg ? Optional.of(MP3) : Optional.empty();
  }

  private static boolean starts(byte[] head, int at, String what) {
    return Bytes.has(head, at, what.getBytes(StandardCharsets.ISO_8859_1));
  }
}
