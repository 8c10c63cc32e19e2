package kr.maeul.media.sound;

import java.time.Duration;
import kr.maeul.media.file.FileType;
import kr.maeul.media.file.MediaRefusedException;

/**
 * Reads sound files: how long they are, counted by what is in them rather than by what they say,
 * and the same without what programs and telephones note beside the sound – titles, names, places,
 * dates, pictures. The sound itself is not touched.
 */
public final class Sounds {
  static final Duration LONGEST = Duration.ofMinutes(10);

  private Sounds() {}

  /**
   * @param content the file without notes, of the same type
   */
  public record Sound(Duration duration, byte[] content) {}

  /**
   * @param file may be changed
   * @throws MediaRefusedException if it is too long, or not what it begins as
   */
  public static Sound read(FileType type, byte[] file) {
    Sound sound =
        switch (type) {
          case WAV -> Wav.read(file);
          case MP3 -> Mp3.read(file);
          case MP4 -> Mp4.read(file);
          case WEBM -> WebM.read(file);
          case OGG -> Ogg.read(file);
          default -> throw new IllegalArgumentException(type.name());
        };
    if (sound.duration().isZero() || sound.duration().isNegative()) {
      throw MediaRefusedException.broken();
    }
    if (sound.duration().compareTo(LONGEST) > 0) {
      throw new MediaRefusedException(
          MediaRefusedException.Reason.TOO_LARGE,
          "소리는 " + LONGEST.toMinutes() + "분까지 받습니다. 나누거나 줄여서 올려 주세요.",
          "sound may last up to " + LONGEST.toMinutes() + " minutes; cut it, or make it several");
    }
    return sound;
  }

  /**
   * @param units a second has {@code perSecond} of them
   */
  static Duration duration(double units, double perSecond) {
    double seconds = units / perSecond;
    if (!(perSecond > 0) || !(seconds >= 0) || seconds > Integer.MAX_VALUE) {
      throw MediaRefusedException.broken();
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  static MediaRefusedException otherThanSound() {
    return new MediaRefusedException(
        MediaRefusedException.Reason.UNSUPPORTED,
        "이 파일에는 소리 말고 다른 것(영상 등)이 들었거나, 브라우저가 풀지 못하는 방식입니다. 소리만 AAC, MP3, Opus로 저장해 주세요.",
        "this file holds something else than sound, such as video, or sound that browsers do not play; save the sound"
            + " alone as AAC, MP3 or Opus");
  }
}
