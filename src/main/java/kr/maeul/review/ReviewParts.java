package kr.maeul.review;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.store.FeatureEdits;
import kr.maeul.store.sql.Database;

/** What the parts of a review work with. Immutable. */
record ReviewParts(
    LayerCatalog layers,
    Items items,
    FeatureEdits edits,
    Attachments attachments,
    Database database,
    Vault vault,
    SideRows side,
    ReviewSettings settings,
    ConsentTexts consents,
    Letters letters,
    Clock clock) {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  /** As exact as both databases keep it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), SEOUL);
  }
}
