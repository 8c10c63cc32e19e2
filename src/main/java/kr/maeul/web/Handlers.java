package kr.maeul.web;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import kr.maeul.config.Settings;
import kr.maeul.houses.figures.Figures;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.review.submission.Received;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.load.SqlLoads;
import kr.maeul.web.backup.BackupHandlers;
import kr.maeul.web.finder.FinderHandlers;
import kr.maeul.web.houses.BoardHandlers;
import kr.maeul.web.houses.FigureHandlers;
import kr.maeul.web.houses.MemoHandlers;
import kr.maeul.web.houses.SheetHandlers;
import kr.maeul.web.html.Pages;
import kr.maeul.web.html.print.PrintedPages;
import kr.maeul.web.media.MediaHandlers;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.ogc.TileHandlers;
import kr.maeul.web.ogc.openapi.RouteOperations;
import kr.maeul.web.ogc.write.ArchiveHandlers;
import kr.maeul.web.ogc.write.BatchHandlers;
import kr.maeul.web.ogc.write.EditHandlers;
import kr.maeul.web.people.AccountHandlers;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.people.OpenIdHandlers;
import kr.maeul.web.people.SessionHandlers;
import kr.maeul.web.people.TokenHandlers;
import kr.maeul.web.people.TwoStepHandlers;
import kr.maeul.web.planning.ExportHandlers;
import kr.maeul.web.planning.HouseHandlers;
import kr.maeul.web.planning.ShortlistHandlers;
import kr.maeul.web.review.ContributionHandlers;
import kr.maeul.web.review.DeskHandlers;

/** What the {@link Routes} call, made once. Immutable; handlers are safe for several threads. */
final class Handlers {
  final ApiHandlers api;
  final TileHandlers tiles;
  final ChangeStreams changes;
  final ServiceHandlers service;
  final StaticFiles files = new StaticFiles();

  /** These five are null where nobody has an account. */
  final SessionHandlers sessions;

  final TwoStepHandlers twoSteps;
  final TokenHandlers tokens;
  final AccountHandlers accounts;

  /** Null as well where no other service signs people in. */
  final OpenIdHandlers openId;

  /** Null where there is no database to write into. */
  final Workplace workplace;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   * @param services null where there is no database to write into
   * @param people null where nobody has an account
   * @param credentials null likewise
   * @param version of the program
   * @param described the routes that say what they take and answer
   */
  Handlers(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      Services services,
      People people,
      Credentials credentials,
      ChangeStreams changes,
      Pages pages,
      String version,
      Clock clock,
      Supplier<List<RouteOperations.Described>> described) {
    this.api =
        new ApiHandlers(
            layers, store, services == null ? null : services.edits(), pages, version, described);
    this.tiles = new TileHandlers(layers, store, pages, version);
    this.changes = changes;
    this.service = new ServiceHandlers(settings, store, version);
    this.workplace =
        services == null ? null : new Workplace(layers, store, services, people, clock);
    boolean hasOpenId = settings.openId() != null;
    Function<Collection<String>, Map<String, Received>> received =
        ids -> services == null ? Map.of() : services.review().desk().received(ids);
    this.sessions = people == null ? null : new SessionHandlers(people, credentials, hasOpenId);
    this.twoSteps = people == null ? null : new TwoStepHandlers(people, credentials);
    this.tokens = people == null ? null : new TokenHandlers(people, credentials);
    this.accounts = people == null ? null : new AccountHandlers(people, layers, store, received);
    this.openId =
        people == null || !hasOpenId ? null : new OpenIdHandlers(people, credentials, settings);
  }

  /** What is written, and what planners and staff work with. */
  static final class Workplace {
    final EditHandlers edits;
    final ArchiveHandlers archive;
    final BatchHandlers batches;
    final MediaHandlers media;
    final MarkdownHandler markdown = new MarkdownHandler();
    final ContributionHandlers contributions;
    final DeskHandlers submissions;
    final ShortlistHandlers lists;
    final HouseHandlers houses;
    final ExportHandlers exports;
    final FinderHandlers finder;
    final FigureHandlers figures;
    final BoardHandlers board;
    final SheetHandlers sheets;
    final MemoHandlers memo;
    final BackupHandlers backups;

    private Workplace(
        LayerCatalog layers, FeatureStore store, Services does, People people, Clock clock) {
      PrintedPages printed = new PrintedPages(store, clock);
      this.edits = new EditHandlers(layers, does.database(), does.guarded(), does.guarded(), clock);
      this.archive =
          new ArchiveHandlers(
              layers,
              does.database(),
              does.guarded(),
              does.guarded(),
              new SqlLoads(does.database(), layers),
              clock);
      this.batches =
          new BatchHandlers(layers, does.database(), does.guarded(), does.guarded(), clock);
      this.media = new MediaHandlers(does.media());
      this.contributions =
          new ContributionHandlers(layers, does.review().contributions(), does.review().links());
      this.submissions = new DeskHandlers(layers, does.review().desk(), people);
      this.lists = new ShortlistHandlers(does.planning().shortlists(), does.planning().searches());
      this.houses = new HouseHandlers(layers, store, does.planning(), does.media(), clock);
      this.exports =
          new ExportHandlers(does.finder(), layers, store, does.planning().owners(), people);
      this.finder = new FinderHandlers(does.finder(), layers, store);
      this.figures = new FigureHandlers(layers, new Figures(store, does.edits(), clock), clock);
      this.board = new BoardHandlers(layers, store, does.edits());
      this.sheets = new SheetHandlers(layers, store, printed, people);
      this.memo = new MemoHandlers(layers, store, does.finder(), printed, people);
      this.backups = new BackupHandlers(does.backupWriter(), does.vault(), people, clock);
    }
  }
}
