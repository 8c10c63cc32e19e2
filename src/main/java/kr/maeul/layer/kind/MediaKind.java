package kr.maeul.layer.kind;

import java.util.Locale;
import java.util.Optional;

/** What a property holds ids of, where it holds ids of uploads ({@code x-maeul-media}). */
public enum MediaKind {
  PHOTO,
  SOUND;

  /** The word used in layer files and answers, such as {@code photo}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<MediaKind> ofWord(String word) {
    for (MediaKind kind : values()) {
      if (kind.word().equals(word)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
