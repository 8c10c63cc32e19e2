package kr.maeul.web;

import static kr.maeul.people.log.AccessLog.Action.EXPORT;
import static kr.maeul.people.log.AccessLog.Action.HISTORY;
import static kr.maeul.people.log.AccessLog.Action.ITEM;
import static kr.maeul.people.log.AccessLog.Action.LIST;
import static kr.maeul.people.log.AccessLog.Action.OVERVIEW;
import static kr.maeul.people.log.AccessLog.Action.OWNER;
import static kr.maeul.people.log.AccessLog.Action.SEARCH;
import static kr.maeul.people.log.AccessLog.Action.SUMMARY;
import static kr.maeul.people.log.AccessLog.Action.TILE;
import static kr.maeul.web.Access.ADMINS;
import static kr.maeul.web.Access.ANYONE;
import static kr.maeul.web.Access.EDITORS;
import static kr.maeul.web.Access.IN_PERSON;
import static kr.maeul.web.Access.IN_SESSION;
import static kr.maeul.web.Access.PLANNERS;
import static kr.maeul.web.Access.PLANNERS_IN_PERSON;
import static kr.maeul.web.Access.REVIEWERS;
import static kr.maeul.web.Logged.NOTHING;
import static kr.maeul.web.Logged.NUMBERS_ALONE;
import static kr.maeul.web.Logged.as;
import static kr.maeul.web.Logged.ofHouses;
import static kr.maeul.web.Route.Effect.ASKS;
import static kr.maeul.web.Route.Effect.EXPORTS;
import static kr.maeul.web.Route.Effect.SIGNS_IN;
import static kr.maeul.web.Route.Kept.OF_FIGURES;
import static kr.maeul.web.Route.Kept.OF_FILES;
import static kr.maeul.web.Route.Kept.OF_LAYER;
import static kr.maeul.web.Route.Kept.OF_LAYERS;
import static kr.maeul.web.Route.delete;
import static kr.maeul.web.Route.get;
import static kr.maeul.web.Route.patch;
import static kr.maeul.web.Route.post;
import static kr.maeul.web.Route.put;

import java.util.List;
import java.util.stream.Stream;
import kr.maeul.web.backup.BackupHandlers;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.ogc.TileHandlers;
import kr.maeul.web.people.AccountHandlers;
import kr.maeul.web.people.OpenIdHandlers;
import kr.maeul.web.people.SessionHandlers;
import kr.maeul.web.people.TokenHandlers;
import kr.maeul.web.people.TwoStepHandlers;
import kr.maeul.web.review.ContributionHandlers;
import kr.maeul.web.review.DeskHandlers;

/**
 * Every route of the service, each on one line: method, path, who may use it, what the access log
 * is told, what does it; then what it does and what is kept of it, where that is not the usual. The
 * order is that in which a path is looked for.
 */
final class Routes {
  private static final String COLLECTION = "/api/collections/{layer}";
  private static final String ITEMS = COLLECTION + "/items";
  private static final String ITEM_PATH = ITEMS + "/{id}";
  private static final String TILES = COLLECTION + "/tiles";
  private static final String MATRIX_SETS = "/api/tileMatrixSets";
  private static final String CONTRIBUTIONS = "/api/contributions";
  private static final String MINE = CONTRIBUTIONS + "/mine";
  private static final String SUBMISSIONS = "/api/submissions";
  private static final String SUBMISSION = SUBMISSIONS + "/{id}";
  private static final String SHORTLISTS = "/api/shortlists";
  private static final String SEARCHES = "/api/finder-searches";
  private static final String HOUSES = "/api/houses";
  private static final String HOUSE = HOUSES + "/{id}";
  private static final String PROFILE = "/api/finder/{profile}";

  /** The desk of the centre; giving something; what one gave. */
  private static final List<String> PAGES = List.of("desk", "contribute", "mine");

  private Routes() {}

  static List<Route> all(Handlers does) {
    return Stream.of(
            api(does.api),
            tiles(does.tiles),
            changes(does.changes),
            does.sessions == null ? List.<Route>of() : people(does),
            does.workplace == null ? List.<Route>of() : desk(does.workplace),
            pages(does.service, does.files))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> api(ApiHandlers api) {
    return List.of(
        get("/api", ANYONE, NOTHING, api::landing).kept(OF_FILES),
        get("/api/conformance", ANYONE, NOTHING, api::conformance).kept(OF_FILES),
        get("/api/openapi", ANYONE, NOTHING, api::openApi).kept(OF_FILES),
        get("/api/collections", ANYONE, as(OVERVIEW), api::collections).kept(OF_LAYERS),
        get(COLLECTION, ANYONE, as(OVERVIEW), api::collection).kept(OF_LAYER),
        get(ITEMS, ANYONE, as(LIST), api::items).kept(OF_LAYER),
        get(ITEM_PATH, ANYONE, as(ITEM), api::item).kept(OF_LAYER),
        get(COLLECTION + "/schema", ANYONE, NOTHING, api::schema).kept(OF_FILES),
        get(COLLECTION + "/queryables", ANYONE, NOTHING, api::queryables).kept(OF_FILES),
        get(COLLECTION + "/sortables", ANYONE, NOTHING, api::sortables).kept(OF_FILES),
        get(COLLECTION + "/summary", ANYONE, as(SUMMARY), api::summary).kept(OF_FIGURES),
        get("/api/search", ANYONE, as(SEARCH), api::search).kept(OF_LAYERS));
  }

  private static List<Route> tiles(TileHandlers tiles) {
    String tile = "/{tileMatrixSet}/{zoom}/{row}/{column}";
    return List.of(
        get(MATRIX_SETS, ANYONE, NOTHING, tiles::matrixSets).kept(OF_LAYERS),
        get(MATRIX_SETS + "/{tileMatrixSet}", ANYONE, NOTHING, tiles::matrixSet).kept(OF_LAYERS),
        get(TILES, ANYONE, as(OVERVIEW), tiles::tilesets).kept(OF_LAYER),
        get(TILES + "/{tileMatrixSet}", ANYONE, as(OVERVIEW), tiles::tileset).kept(OF_LAYER),
        get(TILES + tile, ANYONE, as(TILE), tiles::tile).kept(OF_LAYER));
  }

  private static List<Route> changes(ChangeStreams changes) {
    return List.of(get("/api/changes", ANYONE, as(LIST), changes::listen));
  }

  /** Who there is, and what an administrator may know and do about it; by our own pages. */
  private static List<Route> people(Handlers does) {
    return Stream.of(
            sessions(does.sessions),
            does.openId == null ? List.<Route>of() : openId(does.openId),
            twoSteps(does.twoSteps),
            tokens(does.tokens),
            accounts(does.accounts))
        .flatMap(List::stream)
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> sessions(SessionHandlers sessions) {
    return List.of(
        get("/api/session", ANYONE, NOTHING, sessions::session),
        post("/api/session", ANYONE, NOTHING, sessions::signIn).that(SIGNS_IN),
        delete("/api/session", IN_SESSION, NOTHING, sessions::signOut),
        get("/api/sessions", IN_PERSON, NOTHING, sessions::list),
        delete("/api/sessions", IN_SESSION, NOTHING, sessions::everywhere),
        delete("/api/sessions/{id}", IN_PERSON, NOTHING, sessions::end),
        post("/api/password", IN_PERSON, NOTHING, sessions::password),
        post("/api/welcome/look", ANYONE, NOTHING, sessions::look).that(SIGNS_IN),
        post("/api/welcome", ANYONE, NOTHING, sessions::welcome).that(SIGNS_IN));
  }

  private static List<Route> openId(OpenIdHandlers openId) {
    return List.of(
        get("/api/oidc", ANYONE, NOTHING, openId::begin),
        get("/api/oidc/callback", ANYONE, NOTHING, openId::end));
  }

  private static List<Route> twoSteps(TwoStepHandlers mine) {
    String factor = "/api/second-factor";
    return List.of(
        get(factor, IN_SESSION, NOTHING, mine::status),
        post(factor, IN_SESSION, NOTHING, mine::begin),
        post(factor + "/confirm", IN_SESSION, NOTHING, mine::confirm),
        post(factor + "/codes", IN_PERSON, NOTHING, mine::renewCodes),
        post(factor + "/off", IN_PERSON, NOTHING, mine::turnOff),
        get("/api/notices", IN_PERSON, NOTHING, mine::notices),
        post("/api/notices/seen", IN_PERSON, NOTHING, mine::seen));
  }

  private static List<Route> tokens(TokenHandlers tokens) {
    return List.of(
        get("/api/tokens", IN_PERSON, NOTHING, tokens::list),
        post("/api/tokens", IN_PERSON, NOTHING, tokens::make),
        delete("/api/tokens/{id}", IN_PERSON, NOTHING, tokens::revoke));
  }

  private static List<Route> accounts(AccountHandlers accounts) {
    String account = "/api/accounts/{id}";
    return List.of(
        get("/api/accounts", ADMINS, NOTHING, accounts::list),
        post("/api/accounts", ADMINS, NOTHING, accounts::add),
        patch(account, ADMINS, NOTHING, accounts::change),
        post(account + "/link", ADMINS, NOTHING, accounts::link),
        delete(account + "/second-factor", ADMINS, NOTHING, accounts::removeSecondFactor),
        // the names of what the lines are about
        get("/api/access-log", ADMINS, as(LIST), accounts::accessLog));
  }

  private static List<Route> desk(Handlers.Workplace does) {
    return Stream.of(
            edits(does),
            media(does),
            contributions(does.contributions),
            submissions(does.submissions),
            planning(does),
            finder(does),
            houses(does),
            backups(does.backups))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route> edits(Handlers.Workplace does) {
    return List.of(
        post(ITEMS, EDITORS, as(LIST), does.edits::create),
        put(ITEM_PATH, EDITORS, as(ITEM), does.edits::replace),
        patch(ITEM_PATH, EDITORS, as(ITEM), does.edits::update),
        delete(ITEM_PATH, EDITORS, as(ITEM), does.edits::delete),
        get(ITEM_PATH + "/history", EDITORS, as(HISTORY), does.archive::history),
        get("/api/bin", EDITORS, as(HISTORY), does.archive::bin),
        post(ITEM_PATH + "/history/{number}/restore", EDITORS, as(HISTORY), does.archive::revert),
        post("/api/bin/{layer}/{id}/restore", EDITORS, as(HISTORY), does.archive::restore),
        patch(ITEMS, EDITORS, as(LIST), does.batches::change),
        post("/api/batches/{batch}/undo", EDITORS, as(LIST), does.batches::undo),
        post("/api/markdown", EDITORS, as(LIST), does.markdown::preview).ofOwnPages());
  }

  /** Somebody without an account may have the key of what they sent; the handlers say who may. */
  private static List<Route> media(Handlers.Workplace does) {
    String medium = "/api/media/{id}";
    return List.of(
        post("/api/media", EDITORS, as(LIST), does.media::upload).ofOwnPages(),
        get(medium, ANYONE, as(LIST), does.media::describe),
        patch(medium, ANYONE, as(LIST), does.media::edit),
        delete(medium, ANYONE, as(LIST), does.media::delete),
        get("/media/{id}", ANYONE, as(LIST), does.media::sound),
        get("/media/{id}/{size}", ANYONE, as(LIST), does.media::photo));
  }

  private static List<Route> contributions(ContributionHandlers does) {
    return Stream.of(
            get("/api/consents", ANYONE, NOTHING, does::consents),
            get(CONTRIBUTIONS + "/form/{layer}", ANYONE, as(LIST), does::form),
            post(CONTRIBUTIONS, ANYONE, as(LIST), does::submit),
            post(CONTRIBUTIONS + "/preview", ANYONE, as(LIST), does::preview),
            post(CONTRIBUTIONS + "/media", ANYONE, as(LIST), does::upload),
            get(MINE, ANYONE, as(LIST), does::mine),
            patch(MINE, ANYONE, as(LIST), does::change),
            delete(MINE, ANYONE, as(LIST), does::withdraw))
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> submissions(DeskHandlers does) {
    return Stream.of(
            get(SUBMISSIONS, REVIEWERS, as(LIST), does::list),
            get(SUBMISSIONS + "/counts", REVIEWERS, NUMBERS_ALONE, does::counts),
            get(SUBMISSION, REVIEWERS, as(ITEM), does::detail),
            get(SUBMISSION + "/contact", REVIEWERS, as(ITEM), does::contact),
            get(SUBMISSION + "/reviewers", REVIEWERS, as(ITEM), does::reviewers),
            post(SUBMISSION + "/ask", REVIEWERS, as(ITEM), does::ask),
            post(SUBMISSION + "/approve", REVIEWERS, as(ITEM), does::approve),
            post(SUBMISSION + "/refuse", REVIEWERS, as(ITEM), does::refuse),
            post(SUBMISSION + "/take-down", REVIEWERS, as(ITEM), does::takeDown),
            post(SUBMISSION + "/assign", REVIEWERS, as(ITEM), does::assign),
            post(SUBMISSION + "/comment", REVIEWERS, as(ITEM), does::comment))
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> planning(Handlers.Workplace does) {
    return List.of(
        get(SHORTLISTS, PLANNERS, as(LIST), does.lists::list),
        post(SHORTLISTS, PLANNERS, as(LIST), does.lists::create),
        get(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::one),
        patch(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::change),
        delete(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::remove),
        get(SEARCHES, PLANNERS, as(LIST), does.lists::searches),
        post(SEARCHES, PLANNERS, as(LIST), does.lists::createSearch),
        delete(SEARCHES + "/{id}", PLANNERS, as(LIST), does.lists::removeSearch),
        get(HOUSE + "/owner", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::owner),
        put(HOUSE + "/owner", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::putOwner),
        get(HOUSE + "/contacts", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::contacts),
        post(HOUSE + "/contacts", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::addContact),
        get(HOUSE + "/timeline", PLANNERS, ofHouses(ITEM), does.houses::timeline),
        post(HOUSES + "/route", PLANNERS, ofHouses(LIST), does.houses::route).that(ASKS));
  }

  /** What is taken away of a ranking is noted when it is known. */
  private static List<Route> finder(Handlers.Workplace does) {
    return List.of(
        get("/api/finder", PLANNERS, as(LIST), does.finder::profiles),
        get(PROFILE, PLANNERS, as(SEARCH), does.finder::get),
        post(PROFILE, PLANNERS, as(SEARCH), does.finder::post).that(ASKS),
        post(PROFILE + "/export", PLANNERS, as(SEARCH), does.exports::export).that(EXPORTS),
        post(PROFILE + "/memo", PLANNERS, as(EXPORT), does.memo::memo).that(EXPORTS));
  }

  private static List<Route> houses(Handlers.Workplace does) {
    return List.of(
        get(HOUSES + "/dashboard", PLANNERS, ofHouses(LIST), does.figures::dashboard),
        get(HOUSES + "/board", PLANNERS, ofHouses(LIST), does.board::board),
        post(HOUSES + "/sheets", PLANNERS, ofHouses(EXPORT), does.sheets::sheets).that(EXPORTS));
  }

  private static List<Route> backups(BackupHandlers does) {
    return Stream.of(
            post("/api/backups", ADMINS, NOTHING, does::ask),
            get("/api/backups/{ticket}", ADMINS, NOTHING, does::fetch),
            post("/api/backups/key", ADMINS, NOTHING, does::key))
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> pages(ServiceHandlers service, StaticFiles files) {
    return Stream.concat(
            Stream.of(
                get("/config.json", ANYONE, NOTHING, service::config),
                get("/health/live", ANYONE, NOTHING, service::live),
                get("/health/ready", ANYONE, NOTHING, service::ready),
                get("/", ANYONE, NOTHING, files::index)),
            Stream.concat(
                PAGES.stream().map(name -> get("/" + name, ANYONE, NOTHING, files.page(name))),
                Stream.of(get("/<file>", ANYONE, NOTHING, files::file))))
        .toList();
  }
}
