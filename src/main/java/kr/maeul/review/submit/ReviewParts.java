package kr.maeul.review.submit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.Transaction;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.TownZone;
import kr.maeul.review.mail.Letters;
import kr.maeul.review.submission.ContactRows;
import kr.maeul.review.submission.FeatureReader;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.vault.Vault;

/** What the parts of a review work with. Immutable. */
public record ReviewParts(
    LayerCatalog layers,
    Parsers parsers,
    FeatureReader items,
    FeatureEdits edits,
    FeatureArchive archive,
    ContributionMedia attachments,
    Database database,
    Vault vault,
    ContactRows contacts,
    Settings.Review settings,
    ConsentTexts consents,
    Letters letters,
    Clock clock) {

  /** As exact as both databases keep it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** By which an uploader is known again. */
  String mediaKey(String draftHash) {
    return vault.fingerprint("media", draftHash);
  }

  /**
   * What a transaction leaves to be done when it has ended.
   *
   * @param gone media that are to be taken away
   * @param described media of which there is something new to say
   */
  public record Done<T>(T answer, List<String> gone, List<Attachment> described) {}

  /** Runs a transaction and then what it leaves to be done. */
  public <T> T after(Function<Transaction, Done<T>> work, String mediaKey) {
    Done<T> done = database.inTransaction(work);
    attachments.discard(done.gone());
    done.described().forEach(a -> attachments.describe(a, mediaKey));
    return done.answer();
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), TownZone.ID);
  }

  Duration untilTomorrow() {
    return Duration.between(
        clock.instant(), today().plusDays(1).atStartOfDay(TownZone.ID).toInstant());
  }
}
