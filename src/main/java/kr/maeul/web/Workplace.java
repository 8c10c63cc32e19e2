package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.time.Clock;
import java.util.Map;
import kr.maeul.backup.BackupWriter;
import kr.maeul.backup.KeyGuard;
import kr.maeul.config.Settings;
import kr.maeul.finder.Finder;
import kr.maeul.finder.ProfileFiles;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.FolderMark;
import kr.maeul.media.Media;
import kr.maeul.people.People;
import kr.maeul.planning.Planning;
import kr.maeul.review.AccountLetters;
import kr.maeul.review.Review;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.sql.Database;
import kr.maeul.store.sql.Housekeeping;
import kr.maeul.store.sql.SqlFeatureEdits;
import kr.maeul.store.sql.SqlLoads;
import kr.maeul.vault.Vault;
import kr.maeul.web.backup.BackupHandlers;
import kr.maeul.web.finder.FinderHandlers;
import kr.maeul.web.ogc.ArchiveHandlers;
import kr.maeul.web.ogc.BatchHandlers;
import kr.maeul.web.ogc.EditHandlers;
import kr.maeul.web.people.AccountHandlers;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.people.OpenIdHandlers;
import kr.maeul.web.people.SessionHandlers;
import kr.maeul.web.people.TokenHandlers;
import kr.maeul.web.people.TwoStepHandlers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What there is beside reading: accounts, writes, media, contributions, and what is done about them
 * in the background. A server without a database has none of it.
 */
final class Workplace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Workplace.class);

  private static final String ITEMS = "/api/collections/{layer}/items";
  private static final String ITEM = ITEMS + "/{id}";
  private static final String MEDIA = "/api/media";
  private static final String MEDIUM = MEDIA + "/{id}";

  private final Settings settings;
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Database database;
  private final People people;
  private final Clock clock;
  private final SqlFeatureEdits edits;
  private final SqlFeatureEdits guarded;
  private final Housekeeping housekeeping;
  private final Review review;
  private final Media media;
  private final Finder finder;
  private final Sweeping sweeping;
  private final Planning planning;
  private final BackupHandlers backups;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   * @param own for what the service has to know itself, and tells nobody
   * @param people null where others say who asks
   * @param version of the program
   */
  Workplace(
      Settings settings,
      LayerCatalog layers,
      FeatureStore store,
      FeatureStore own,
      Database database,
      People people,
      Clock clock,
      String version) {
    this.settings = settings;
    this.layers = layers;
    this.store = store;
    this.database = database;
    this.people = people;
    this.clock = clock;
    Vault vault = // first: with another key nothing begins
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
    this.guarded = new SqlFeatureEdits(database, layers, new MediaGuard(media), clock);
    this.review =
        ReviewRoutes.open(settings, layers, store, edits, media, database, vault, people, clock);
    this.planning = new Planning(database, layers, store, edits, loads, vault, clock);
    this.housekeeping = new Housekeeping(database, layers, edits, clock);
    this.backups =
        new BackupHandlers(
            new BackupWriter(database, settings, version, clock), vault, people, clock);
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

  Media media() {
    return media;
  }

  void begin() {
    sweeping.start();
    housekeeping.start();
    planning.start();
  }

  void addTo(Router routes) {
    edits(routes, new EditHandlers(layers, database, guarded, guarded, clock));
    archive(routes, new ArchiveHandlers(layers, database, guarded, guarded, clock));
    batches(routes, new BatchHandlers(layers, database, guarded, guarded, clock));
    media(routes, new MediaHandlers(media));
    routes.route(HandlerType.POST, "/api/markdown", Access.EDITORS, new MarkdownHandler()::preview);
    new ReviewRoutes(layers, review, people).add(routes::route);
    new PlanningRoutes(layers, store, planning, media, finder, people, clock).add(routes);
    finder(routes, new FinderHandlers(finder, layers, store));
    new HouseRoutes(layers, store, edits, finder, people, clock).addTo(routes);
    backups(routes, backups);
  }

  private static void backups(Router routes, BackupHandlers backups) {
    routes.route(HandlerType.POST, "/api/backups", Access.ADMINS, backups::ask);
    routes.route(HandlerType.GET, "/api/backups/{ticket}", Access.ADMINS, backups::fetch);
    routes.route(HandlerType.POST, "/api/backups/key", Access.ADMINS, backups::key);
  }

  private static void edits(Router routes, EditHandlers edit) {
    routes.route(HandlerType.POST, ITEMS, Access.EDITORS, edit::create);
    routes.route(HandlerType.PUT, ITEM, Access.EDITORS, edit::replace);
    routes.route(HandlerType.PATCH, ITEM, Access.EDITORS, edit::update);
    routes.route(HandlerType.DELETE, ITEM, Access.EDITORS, edit::delete);
  }

  private static void archive(Router routes, ArchiveHandlers archive) {
    String revert = ITEM + "/history/{number}/restore";
    String restore = "/api/bin/{layer}/{id}/restore";
    routes.readAnew(ITEM + "/history", Access.EDITORS, archive::history);
    routes.readAnew("/api/bin", Access.EDITORS, archive::bin);
    routes.route(HandlerType.POST, revert, Access.EDITORS, archive::revert);
    routes.route(HandlerType.POST, restore, Access.EDITORS, archive::restore);
    routes.options(revert);
    routes.options(restore);
  }

  private static void finder(Router routes, FinderHandlers finder) {
    String profile = "/api/finder/{profile}";
    routes.readAnew("/api/finder", Access.PLANNERS, finder::profiles);
    routes.readAnew(profile, Access.PLANNERS, finder::get);
    routes.route(HandlerType.POST, profile, Access.PLANNERS, finder::post);
  }

  private static void batches(Router routes, BatchHandlers batches) {
    String undo = "/api/batches/{batch}/undo";
    routes.route(HandlerType.PATCH, ITEMS, Access.EDITORS, batches::change);
    routes.route(HandlerType.POST, undo, Access.EDITORS, batches::undo);
    routes.options(undo);
  }

  /** What there is to see is asked anew each time: {@link MediaHandlers} says by whom. */
  private static void media(Router routes, MediaHandlers handlers) {
    routes.route(HandlerType.POST, MEDIA, Access.EDITORS, handlers::upload);
    routes.readAnew(MEDIUM, Access.ANYONE, handlers::describe);
    // Somebody without an account may have its key; the handlers refuse everybody else.
    routes.route(HandlerType.PATCH, MEDIUM, Access.ANYONE, handlers::edit);
    routes.route(HandlerType.DELETE, MEDIUM, Access.ANYONE, handlers::delete);
    routes.readAnew("/media/{id}", Access.ANYONE, handlers::sound);
    routes.readAnew("/media/{id}/{size}", Access.ANYONE, handlers::photo);
  }

  /**
   * Who there is, and what an administrator may know and do about it.
   *
   * @param workplace null where nothing is sent or written
   */
  static void people(
      Router routes,
      People people,
      LayerCatalog layers,
      FeatureStore store,
      Workplace workplace,
      Credentials credentials,
      Settings settings) {
    boolean hasOpenId = settings.openId() != null;
    SessionHandlers sessions = new SessionHandlers(people, credentials, hasOpenId);
    routes.route(HandlerType.GET, "/api/session", Access.ANYONE, sessions::session);
    routes.route(HandlerType.POST, "/api/session", Access.ANYONE, sessions::signIn);
    routes.route(HandlerType.DELETE, "/api/session", Access.IN_SESSION, sessions::signOut);
    routes.route(HandlerType.GET, "/api/sessions", Access.IN_PERSON, sessions::list);
    routes.route(HandlerType.DELETE, "/api/sessions", Access.IN_SESSION, sessions::everywhere);
    routes.route(HandlerType.DELETE, "/api/sessions/{id}", Access.IN_PERSON, sessions::end);
    routes.route(HandlerType.POST, "/api/password", Access.IN_PERSON, sessions::password);
    routes.route(HandlerType.POST, "/api/welcome/look", Access.ANYONE, sessions::look);
    routes.route(HandlerType.POST, "/api/welcome", Access.ANYONE, sessions::welcome);
    if (hasOpenId) {
      OpenIdHandlers openId = new OpenIdHandlers(people, credentials, settings);
      routes.route(HandlerType.GET, "/api/oidc", Access.ANYONE, openId::begin);
      routes.route(HandlerType.GET, "/api/oidc/callback", Access.ANYONE, openId::end);
    }
    twoSteps(routes, new TwoStepHandlers(people, credentials));
    TokenHandlers tokens = new TokenHandlers(people, credentials);
    routes.route(HandlerType.GET, "/api/tokens", Access.IN_PERSON, tokens::list);
    routes.route(HandlerType.POST, "/api/tokens", Access.IN_PERSON, tokens::make);
    routes.route(HandlerType.DELETE, "/api/tokens/{id}", Access.IN_PERSON, tokens::revoke);
    AccountHandlers accounts =
        new AccountHandlers(
            people,
            layers,
            store,
            ids -> workplace == null ? Map.of() : workplace.review.desk().received(ids));
    routes.route(HandlerType.GET, "/api/accounts", Access.ADMINS, accounts::list);
    routes.route(HandlerType.POST, "/api/accounts", Access.ADMINS, accounts::add);
    routes.route(HandlerType.PATCH, "/api/accounts/{id}", Access.ADMINS, accounts::change);
    routes.route(HandlerType.POST, "/api/accounts/{id}/link", Access.ADMINS, accounts::link);
    routes.route(
        HandlerType.DELETE,
        "/api/accounts/{id}/second-factor",
        Access.ADMINS,
        accounts::removeSecondFactor);
    routes.route(HandlerType.GET, "/api/access-log", Access.ADMINS, accounts::accessLog);
  }

  private static void twoSteps(Router routes, TwoStepHandlers mine) {
    String factor = "/api/second-factor";
    routes.route(HandlerType.GET, factor, Access.IN_SESSION, mine::status);
    routes.route(HandlerType.POST, factor, Access.IN_SESSION, mine::begin);
    routes.route(HandlerType.POST, factor + "/confirm", Access.IN_SESSION, mine::confirm);
    routes.route(HandlerType.POST, factor + "/codes", Access.IN_PERSON, mine::renewCodes);
    routes.route(HandlerType.POST, factor + "/off", Access.IN_PERSON, mine::turnOff);
    routes.route(HandlerType.GET, "/api/notices", Access.IN_PERSON, mine::notices);
    routes.route(HandlerType.POST, "/api/notices/seen", Access.IN_PERSON, mine::seen);
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
