package kr.maeul.review;

import java.time.Clock;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.db.request.DatabaseException;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.review.desk.ReviewDesk;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.mail.Letters;
import kr.maeul.review.mail.SmtpLetters;
import kr.maeul.review.submission.Items;
import kr.maeul.review.submission.SideRows;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.media.ContributionMedia;
import kr.maeul.review.submit.ConsentTexts;
import kr.maeul.review.submit.Contributions;
import kr.maeul.review.submit.Parsers;
import kr.maeul.review.submit.PrivateLinks;
import kr.maeul.review.submit.ReviewParts;
import kr.maeul.review.submit.Senders;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.FeatureArchive;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.vault.Vault;
import org.jdbi.v3.core.Handle;

/** Contributions and their review, put together. Safe for use by several threads. */
public final class Review {
  private final Contributions contributions;
  private final PrivateLinks links;
  private final ReviewDesk desk;
  private final ReviewChores chores;

  /**
   * Puts it together.
   *
   * @param reviewers who there is at the centre
   */
  public static Review open(
      LayerCatalog layers,
      FeatureStore store,
      FeatureEdits edits,
      FeatureArchive archive,
      ContributionMedia attachments,
      Database database,
      Vault vault,
      Settings.Review settings,
      Reviewers reviewers,
      Clock clock) {
    ConsentTexts consents = new ConsentTexts(settings);
    SmtpLetters smtp = settings.mail() == null ? null : new SmtpLetters(settings);
    ReviewParts parts =
        new ReviewParts(
            layers,
            new Parsers(layers),
            new Items(store),
            edits,
            archive,
            attachments,
            database,
            vault,
            new SideRows(vault),
            settings,
            consents,
            smtp == null ? Letters.NONE : smtp,
            clock);
    keep(database, consents, parts);
    return new Review(parts, reviewers, smtp);
  }

  private Review(ReviewParts parts, Reviewers reviewers, SmtpLetters smtp) {
    Senders senders = new Senders(parts);
    this.links = new PrivateLinks(parts, senders);
    this.contributions = new Contributions(parts, senders, links);
    this.desk = new ReviewDesk(parts, reviewers);
    this.chores = new ReviewChores(parts, smtp, reviewers);
  }

  /** The words of each version stay for as long as consents name it. */
  private static void keep(Database database, ConsentTexts consents, ReviewParts parts) {
    try {
      database.inTransaction(
          t -> {
            if (!isKept(t.handle(), consents.version())) {
              t.handle()
                  .createUpdate(
                      """
                      INSERT INTO "maeul_consent_text" ("version", "first_at", "texts")
                      VALUES (:version, :at, :texts)
                      """)
                  .bind("version", consents.version())
                  .bind("at", SubmissionRows.at(parts.now()))
                  .bind("texts", consents.asJson())
                  .execute();
            }
            return null;
          });
    } catch (DatabaseException e) { // another instance that starts now may have been quicker
      if (!database.read(h -> isKept(h, consents.version()))) {
        throw e;
      }
    }
  }

  private static boolean isKept(Handle h, String version) {
    return h.createQuery("SELECT COUNT(*) FROM \"maeul_consent_text\" WHERE \"version\" = :v")
            .bind("v", version)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  public Contributions contributions() {
    return contributions;
  }

  public PrivateLinks links() {
    return links;
  }

  public ReviewDesk desk() {
    return desk;
  }

  /** The background jobs; the caller schedules them. */
  public ReviewChores chores() {
    return chores;
  }
}
