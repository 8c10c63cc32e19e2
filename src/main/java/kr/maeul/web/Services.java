package kr.maeul.web;

import java.time.Clock;
import java.util.List;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.KeyGuard;
import kr.maeul.config.Settings;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.ProfileFiles;
import kr.maeul.houses.ledger.Planning;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.Media;
import kr.maeul.media.storage.FolderMark;
import kr.maeul.people.People;
import kr.maeul.review.Review;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.mail.AccountLetters;
import kr.maeul.review.submission.media.MediaAttachments;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.sql.Housekeeping;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.database.Database;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.vault.Vault;
import kr.maeul.web.media.MediaGuard;
import kr.maeul.web.media.Sweeping;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is beside reading: writes, media, contributions, planning, backups, and their
 * scheduled jobs. A server without a database has none of it.
 */
final class Services implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Services.class);

  private final Database database;
  private final Vault vault;
  private final SqlFeatureEdits edits;
  private final SqlFeatureEdits guarded;
  private final Housekeeping housekeeping;
  private final Review review;
  private final Media media;
  private final Finder finder;
  private final Sweeping sweeping;
  private final Planning planning;
  private final BackupWriter backupWriter;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   * @param own for what the service has to know itself, and tells nobody
   * @param people null where others say who asks
   * @param version of the program
   */
  Services(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      FeatureStore own,
      Database database,
      People people,
      Clock clock,
      String version) {
    this.database = database;
    this.vault = // first: with another key nothing begins
        KeyGuard.open(database, settings.review().secretKey(), settings.dataDirectory(), clock);
    FolderMark.look(database, settings.dataDirectory(), settings.media())
        .ifPresent(told -> LOG.warn("{} / {}", told.ko(), told.en()));
    if (people != null) {
      people.use(vault, AccountLetters.of(settings.review(), clock));
    }
    SqlLoads loads = new SqlLoads(database, layers);
    this.finder =
        new Finder(
            ProfileFiles.profiles(layers, settings.profilesDirectory()),
            layers,
            store,
            loads,
            clock);
    this.media =
        Media.open(database, layers, store, own, settings.dataDirectory(), settings.media(), clock);
    this.sweeping = new Sweeping(media.sweep());
    this.edits = new SqlFeatureEdits(database, layers, clock);
    this.review =
        Review.open(
            layers,
            store,
            edits,
            edits,
            new MediaAttachments(media),
            database,
            vault,
            settings.review(),
            people == null ? Reviewers.UNKNOWN : () -> reviewers(people),
            clock);
    this.planning = new Planning(database, layers, store, edits, loads, vault, clock);
    WriteGuard guard = new MediaGuard(media).and(planning.contactWishes());
    this.guarded = new SqlFeatureEdits(database, layers, guard, clock);
    this.housekeeping = new Housekeeping(database, layers, edits, clock);
    this.backupWriter = new BackupWriter(database, settings, version, clock);
  }

  private static List<Reviewers.Reviewer> reviewers(People people) {
    return people.accounts().all().stream()
        .filter(account -> !account.isDisabled())
        .map(a -> new Reviewers.Reviewer(a.id(), a.login(), a.name(), a.roles()))
        .toList();
  }

  Database database() {
    return database;
  }

  Vault vault() {
    return vault;
  }

  Review review() {
    return review;
  }

  BackupWriter backupWriter() {
    return backupWriter;
  }

  Finder finder() {
    return finder;
  }

  Planning planning() {
    return planning;
  }

  SqlFeatureEdits edits() {
    return edits;
  }

  /**
   * The same for what callers write: what refers to media that are not theirs is refused, and so is
   * what goes against an owner's record.
   */
  SqlFeatureEdits guarded() {
    return guarded;
  }

  Media media() {
    return media;
  }

  void begin() {
    sweeping.start();
    housekeeping.start();
    planning.start();
  }

  @Override
  public void close() {
    housekeeping.close();
    planning.close();
    review.close();
    sweeping.close();
    media.close();
  }
}
