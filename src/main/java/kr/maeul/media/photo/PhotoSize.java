package kr.maeul.media.photo;

import java.util.Locale;
import java.util.Optional;

/** The sizes in which a photo is kept; smaller photos are never made larger. */
public enum PhotoSize {
  /** For lists. */
  THUMBNAIL(320, 0.80f),
  /** For reading on a screen, and for cards in messengers. */
  SCREEN(1600, 0.85f),
  /** The best there is: what was uploaded is not kept. */
  FULL(2560, 0.90f);

  private final int longestSidePixels;
  private final float quality;

  PhotoSize(int longestSidePixels, float quality) {
    this.longestSidePixels = longestSidePixels;
    this.quality = quality;
  }

  public int longestSidePixels() {
    return longestSidePixels;
  }

  /** Of the JPEG, 0 to 1. */
  float quality() {
    return quality;
  }

  /** The word used in addresses, such as {@code screen}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<PhotoSize> ofWord(String word) {
    for (PhotoSize size : values()) {
      if (size.word().equals(word)) {
        return Optional.of(size);
      }
    }
    return Optional.empty();
  }
}
