package kr.maeul.app;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.DailyBackups;
import kr.maeul.backup.KeyGuard;
import kr.maeul.config.Settings;
import kr.maeul.db.Database;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.ProfileFiles;
import kr.maeul.houses.ledger.Planning;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.Media;
import kr.maeul.media.MediaGuard;
import kr.maeul.media.storage.FolderMark;
import kr.maeul.people.People;
import kr.maeul.publishing.BinSweep;
import kr.maeul.publishing.PublicationSchedule;
import kr.maeul.review.Review;
import kr.maeul.review.desk.Reviewers;
import kr.maeul.review.mail.AccountLetters;
import kr.maeul.review.submission.media.MediaAttachments;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.edit.WriteGuard;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.vault.Vault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything beside reading: accounts, writes, photos and sound, contributions, planning, backups.
 *
 * @param edits writes of the service itself
 * @param guarded writes of callers: a reference to media that are not theirs is refused, and so is
 *     what goes against an owner's record
 */
public record Desk(
    Database database,
    People people,
    Vault vault,
    SqlFeatureEdits edits,
    SqlFeatureEdits guarded,
    SqlLoads loads,
    Media media,
    Review review,
    Finder finder,
    Planning planning,
    PublicationSchedule publication,
    BinSweep bin,
    BackupWriter backups,
    DailyBackups daily) {
  static final String PUBLICATION = "publication schedule";

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /**
   * @param store as callers see it
   * @param own the same for what the service has to know itself, which is not on record
   */
  static Desk open(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      FeatureStore own,
      Database database,
      People people,
      String version,
      Clock clock) {
    Vault vault = // first: with another key nothing starts
        KeyGuard.open(database, settings.review().secretKey(), settings.dataDirectory(), clock);
    FolderMark.look(database, settings.dataDirectory(), settings.media())
        .ifPresent(told -> LOG.warn("{} / {}", told.ko(), told.en()));
    people.use(vault, AccountLetters.of(settings.review(), clock));
    SqlLoads loads = new SqlLoads(database, layers);
    Finder finder =
        new Finder(
            ProfileFiles.profiles(layers, settings.profilesDirectory()),
            layers,
            store,
            loads,
            clock);
    Media media =
        Media.open(database, layers, store, own, settings.dataDirectory(), settings.media(), clock);
    SqlFeatureEdits edits = new SqlFeatureEdits(database, layers, clock);
    Review review =
        Review.open(
            layers,
            store,
            edits,
            edits,
            new MediaAttachments(media),
            database,
            vault,
            settings.review(),
            () -> reviewers(people),
            clock);
    Planning planning = new Planning(database, layers, store, edits, loads, vault, clock);
    WriteGuard guard = new MediaGuard(media).and(planning.contactWishes());
    SqlFeatureEdits guarded = new SqlFeatureEdits(database, layers, guard, clock);
    BackupWriter backups = new BackupWriter(database, settings, version, clock);
    return new Desk(
        database,
        people,
        vault,
        edits,
        guarded,
        loads,
        media,
        review,
        finder,
        planning,
        new PublicationSchedule(database, layers, own, edits, clock),
        new BinSweep(edits, clock),
        backups,
        new DailyBackups(backups, settings.dataDirectory(), clock));
  }

  private static List<Reviewers.Reviewer> reviewers(People people) {
    return people.accounts().all().stream()
        .filter(account -> !account.isDisabled())
        .map(a -> new Reviewers.Reviewer(a.id(), a.login(), a.name(), a.roles()))
        .toList();
  }

  /** Every background job of it: name, first turn, pause, work. */
  void addTo(Chores chores) {
    Duration now = Duration.ZERO;
    Duration second = Duration.ofSeconds(1);
    Duration minute = Duration.ofMinutes(1);
    Duration hour = Duration.ofHours(1);
    chores.add(PUBLICATION, second, second, publication::publishDue);
    chores.add("bin", now, hour, bin::sweep);
    chores.add("access log", Duration.ofSeconds(20), Duration.ofSeconds(20), people::flush);
    chores.add("ended sessions and links", now, Duration.ofDays(1), people::sweep);
    chores.add("planners' records of gone houses", now, Duration.ofHours(6), planning::sweep);
    chores.add("unused uploads", Duration.ofMinutes(5), hour, media.sweep()::run);
    chores.addPrivate("contributions", minute, Duration.ofMinutes(30), review.chores()::sweep);
    if (review.chores().hasMail()) {
      chores.addPrivate("letters", second, Duration.ofSeconds(5), review.chores()::send);
    }
    if (!database.isPostGis()) { // PostGIS has ways of its own
      chores.add("daily backup", Duration.ofMinutes(10), hour, daily::makeIfDue);
    }
  }

  void close() {
    media.close();
    people.close();
  }
}
