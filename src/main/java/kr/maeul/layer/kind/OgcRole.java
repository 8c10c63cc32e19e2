package kr.maeul.layer.kind;

import java.util.Locale;
import java.util.Optional;

/** Roles of OGC API – Features Part 5 ({@code x-ogc-role}) that the service acts on. */
public enum OgcRole {
  ID,
  PRIMARY_GEOMETRY,
  PRIMARY_INSTANT,
  PRIMARY_INTERVAL_START,
  PRIMARY_INTERVAL_END;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<OgcRole> ofWord(String word) {
    for (OgcRole r : values()) {
      if (r.word().equals(word)) {
        return Optional.of(r);
      }
    }
    return Optional.empty();
  }
}
