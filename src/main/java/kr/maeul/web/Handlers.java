package kr.maeul.web;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kr.maeul.app.Desk;
import kr.maeul.app.Services;
import kr.maeul.houses.figures.Figures;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureStore;
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

  /** Empty if the service only reads. */
  final Optional<AtDesk> desk;

  /**
   * @param credentials by which people with an account are known; empty if there are none
   * @param described the routes that say what they take and answer
   */
  Handlers(
      Services services,
      Optional<Credentials> credentials,
      ChangeStreams changes,
      Pages pages,
      Supplier<List<RouteOperations.Described>> described) {
    this.api =
        new ApiHandlers(
            services.layers(),
            services.store(),
            services.desk().map(Desk::edits),
            pages,
            services.version(),
            services.clock(),
            described);
    this.tiles = new TileHandlers(services.layers(), services.store(), pages, services.version());
    this.changes = changes;
    this.service = new ServiceHandlers(services.settings(), services.store(), services.version());
    this.desk = services.desk().map(does -> new AtDesk(services, does, credentials.orElseThrow()));
  }

  /** What people with an account do, and residents who send something. */
  static final class AtDesk {
    final SessionHandlers sessions;
    final TwoStepHandlers twoSteps;
    final TokenHandlers tokens;
    final AccountHandlers accounts;

    /** Empty if no other service signs people in. */
    final Optional<OpenIdHandlers> openId;

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

    private AtDesk(Services services, Desk does, Credentials credentials) {
      LayerCatalog layers = services.layers();
      FeatureStore store = services.store();
      Clock clock = services.clock();
      People people = does.people();
      boolean hasOpenId = services.settings().openId() != null;
      this.sessions = new SessionHandlers(people, credentials, hasOpenId);
      this.twoSteps = new TwoStepHandlers(people, credentials);
      this.tokens = new TokenHandlers(people, credentials);
      this.accounts = new AccountHandlers(people, layers, store, does.review().desk()::received);
      this.openId =
          hasOpenId
              ? Optional.of(new OpenIdHandlers(people, credentials, services.settings()))
              : Optional.empty();
      PrintedPages printed = new PrintedPages(store, clock);
      this.edits = new EditHandlers(layers, does.database(), does.guarded(), does.guarded(), clock);
      this.archive =
          new ArchiveHandlers(
              layers, does.database(), does.guarded(), does.guarded(), does.loads(), clock);
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
      this.backups = new BackupHandlers(does.backups(), does.vault(), people, clock);
    }
  }
}
