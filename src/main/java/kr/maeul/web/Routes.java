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
import static kr.maeul.web.route.Access.ADMINS;
import static kr.maeul.web.route.Access.ANYONE;
import static kr.maeul.web.route.Access.EDITORS;
import static kr.maeul.web.route.Access.IN_PERSON;
import static kr.maeul.web.route.Access.IN_SESSION;
import static kr.maeul.web.route.Access.PLANNERS;
import static kr.maeul.web.route.Access.PLANNERS_IN_PERSON;
import static kr.maeul.web.route.Access.REVIEWERS;
import static kr.maeul.web.route.Logged.NOTHING;
import static kr.maeul.web.route.Logged.NUMBERS_ALONE;
import static kr.maeul.web.route.Logged.as;
import static kr.maeul.web.route.Logged.ofHouses;
import static kr.maeul.web.route.Route.Effect.ASKS;
import static kr.maeul.web.route.Route.Effect.EXPORTS;
import static kr.maeul.web.route.Route.Effect.SIGNS_IN;
import static kr.maeul.web.route.Route.Kept.OF_FIGURES;
import static kr.maeul.web.route.Route.Kept.OF_FILES;
import static kr.maeul.web.route.Route.Kept.OF_LAYER;
import static kr.maeul.web.route.Route.Kept.OF_LAYERS;
import static kr.maeul.web.route.Route.delete;
import static kr.maeul.web.route.Route.get;
import static kr.maeul.web.route.Route.patch;
import static kr.maeul.web.route.Route.post;
import static kr.maeul.web.route.Route.put;

import java.util.List;
import java.util.stream.Stream;
import kr.maeul.web.backup.BackupHandlers;
import kr.maeul.web.backup.BackupOperations;
import kr.maeul.web.finder.FinderOperations;
import kr.maeul.web.houses.HouseOperations;
import kr.maeul.web.media.MediaHandlers;
import kr.maeul.web.ogc.ApiHandlers;
import kr.maeul.web.ogc.TileHandlers;
import kr.maeul.web.ogc.write.ArchiveHandlers;
import kr.maeul.web.ogc.write.BatchHandlers;
import kr.maeul.web.people.AccountHandlers;
import kr.maeul.web.people.OpenIdHandlers;
import kr.maeul.web.people.PeopleOperations;
import kr.maeul.web.people.SessionHandlers;
import kr.maeul.web.people.TokenHandlers;
import kr.maeul.web.people.TwoStepHandlers;
import kr.maeul.web.planning.PlanningOperations;
import kr.maeul.web.review.ContributionHandlers;
import kr.maeul.web.review.DeskHandlers;
import kr.maeul.web.review.ReviewOperations;
import kr.maeul.web.route.Route;

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
            does.desk.map(Routes::people).orElse(List.of()),
            does.desk.map(Routes::desk).orElse(List.of()),
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
    return List.of(get("/api/changes", ANYONE, as(LIST), changes::listen).of(ChangeStreams.LISTEN));
  }

  /** Who there is, and what an administrator may know and do about it; by our own pages. */
  private static List<Route> people(Handlers.AtDesk does) {
    return Stream.of(
            sessions(does.sessions),
            does.openId.map(Routes::openId).orElse(List.of()),
            twoSteps(does.twoSteps),
            tokens(does.tokens),
            accounts(does.accounts))
        .flatMap(List::stream)
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> sessions(SessionHandlers sessions) {
    return List.of(
        get("/api/session", ANYONE, NOTHING, sessions::session).of(PeopleOperations.SESSION),
        post("/api/session", ANYONE, NOTHING, sessions::signIn)
            .of(PeopleOperations.SIGN_IN)
            .that(SIGNS_IN),
        delete("/api/session", IN_SESSION, NOTHING, sessions::signOut)
            .of(PeopleOperations.SIGN_OUT),
        get("/api/sessions", IN_PERSON, NOTHING, sessions::list).of(PeopleOperations.SESSIONS),
        delete("/api/sessions", IN_SESSION, NOTHING, sessions::everywhere)
            .of(PeopleOperations.SIGN_OUT_EVERYWHERE),
        delete("/api/sessions/{id}", IN_PERSON, NOTHING, sessions::end)
            .of(PeopleOperations.END_SESSION),
        post("/api/password", IN_PERSON, NOTHING, sessions::password)
            .of(PeopleOperations.CHANGE_PASSWORD),
        post("/api/welcome/look", ANYONE, NOTHING, sessions::look)
            .of(PeopleOperations.LOOK_AT_LINK)
            .that(SIGNS_IN),
        post("/api/welcome", ANYONE, NOTHING, sessions::welcome)
            .of(PeopleOperations.USE_LINK)
            .that(SIGNS_IN));
  }

  private static List<Route> openId(OpenIdHandlers openId) {
    return List.of(
        get("/api/oidc", ANYONE, NOTHING, openId::begin).of(PeopleOperations.OPEN_ID),
        get("/api/oidc/callback", ANYONE, NOTHING, openId::end).of(PeopleOperations.OPEN_ID_END));
  }

  private static List<Route> twoSteps(TwoStepHandlers mine) {
    String factor = "/api/second-factor";
    return List.of(
        get(factor, IN_SESSION, NOTHING, mine::status).of(PeopleOperations.SECOND_FACTOR),
        post(factor, IN_SESSION, NOTHING, mine::begin).of(PeopleOperations.BEGIN_SECOND_FACTOR),
        post(factor + "/confirm", IN_SESSION, NOTHING, mine::confirm)
            .of(PeopleOperations.CONFIRM_SECOND_FACTOR),
        post(factor + "/codes", IN_PERSON, NOTHING, mine::renewCodes)
            .of(PeopleOperations.RENEW_CODES),
        post(factor + "/off", IN_PERSON, NOTHING, mine::turnOff)
            .of(PeopleOperations.TURN_OFF_SECOND_FACTOR),
        get("/api/notices", IN_PERSON, NOTHING, mine::notices).of(PeopleOperations.NOTICES),
        post("/api/notices/seen", IN_PERSON, NOTHING, mine::seen)
            .of(PeopleOperations.NOTICES_SEEN));
  }

  private static List<Route> tokens(TokenHandlers tokens) {
    return List.of(
        get("/api/tokens", IN_PERSON, NOTHING, tokens::list).of(PeopleOperations.TOKENS),
        post("/api/tokens", IN_PERSON, NOTHING, tokens::make).of(PeopleOperations.MAKE_TOKEN),
        delete("/api/tokens/{id}", IN_PERSON, NOTHING, tokens::revoke)
            .of(PeopleOperations.END_TOKEN));
  }

  private static List<Route> accounts(AccountHandlers accounts) {
    String account = "/api/accounts/{id}";
    return List.of(
        get("/api/accounts", ADMINS, NOTHING, accounts::list).of(PeopleOperations.ACCOUNTS),
        post("/api/accounts", ADMINS, NOTHING, accounts::add).of(PeopleOperations.ADD_ACCOUNT),
        patch(account, ADMINS, NOTHING, accounts::change).of(PeopleOperations.CHANGE_ACCOUNT),
        post(account + "/link", ADMINS, NOTHING, accounts::link).of(PeopleOperations.ACCOUNT_LINK),
        delete(account + "/second-factor", ADMINS, NOTHING, accounts::removeSecondFactor)
            .of(PeopleOperations.REMOVE_SECOND_FACTOR),
        // the names of what the lines are about
        get("/api/access-log", ADMINS, as(LIST), accounts::accessLog)
            .of(PeopleOperations.ACCESS_LOG));
  }

  private static List<Route> desk(Handlers.AtDesk does) {
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

  private static List<Route> edits(Handlers.AtDesk does) {
    return List.of(
        post(ITEMS, EDITORS, as(LIST), does.edits::create),
        put(ITEM_PATH, EDITORS, as(ITEM), does.edits::replace),
        patch(ITEM_PATH, EDITORS, as(ITEM), does.edits::update),
        delete(ITEM_PATH, EDITORS, as(ITEM), does.edits::delete),
        get(ITEM_PATH + "/history", EDITORS, as(HISTORY), does.archive::history),
        get("/api/bin", EDITORS, as(HISTORY), does.archive::bin).of(ArchiveHandlers.BIN),
        post(ITEM_PATH + "/history/{number}/restore", EDITORS, as(HISTORY), does.archive::revert),
        post("/api/bin/{layer}/{id}/restore", EDITORS, as(HISTORY), does.archive::restore)
            .of(ArchiveHandlers.RESTORE),
        patch(ITEMS, EDITORS, as(LIST), does.batches::change),
        post("/api/batches/{batch}/undo", EDITORS, as(LIST), does.batches::undo)
            .of(BatchHandlers.UNDO),
        post("/api/markdown", EDITORS, as(LIST), does.markdown::preview)
            .of(MarkdownHandler.PREVIEW)
            .ofOwnPages());
  }

  /** Somebody without an account may have the key of what they sent; the handlers say who may. */
  private static List<Route> media(Handlers.AtDesk does) {
    String medium = "/api/media/{id}";
    return List.of(
        post("/api/media", EDITORS, as(LIST), does.media::upload)
            .of(MediaHandlers.UPLOAD)
            .ofOwnPages(),
        get(medium, ANYONE, as(LIST), does.media::describe).of(MediaHandlers.DESCRIBE),
        patch(medium, ANYONE, as(LIST), does.media::edit).of(MediaHandlers.EDIT),
        delete(medium, ANYONE, as(LIST), does.media::delete).of(MediaHandlers.DELETE),
        get("/media/{id}", ANYONE, as(LIST), does.media::sound),
        get("/media/{id}/{size}", ANYONE, as(LIST), does.media::photo));
  }

  private static List<Route> contributions(ContributionHandlers does) {
    return Stream.of(
            get("/api/consents", ANYONE, NOTHING, does::consents).of(ReviewOperations.CONSENTS),
            get(CONTRIBUTIONS + "/form/{layer}", ANYONE, as(LIST), does::form)
                .of(ReviewOperations.FORM_OF_LAYER),
            post(CONTRIBUTIONS, ANYONE, as(LIST), does::submit).of(ReviewOperations.SUBMIT),
            post(CONTRIBUTIONS + "/preview", ANYONE, as(LIST), does::preview)
                .of(ReviewOperations.PREVIEW),
            post(CONTRIBUTIONS + "/media", ANYONE, as(LIST), does::upload)
                .of(ReviewOperations.UPLOAD),
            get(MINE, ANYONE, as(LIST), does::mine).of(ReviewOperations.MINE),
            patch(MINE, ANYONE, as(LIST), does::change).of(ReviewOperations.CHANGE_MINE),
            delete(MINE, ANYONE, as(LIST), does::withdraw).of(ReviewOperations.WITHDRAW))
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> submissions(DeskHandlers does) {
    return Stream.of(
            get(SUBMISSIONS, REVIEWERS, as(LIST), does::list).of(ReviewOperations.LIST),
            get(SUBMISSIONS + "/counts", REVIEWERS, NUMBERS_ALONE, does::counts)
                .of(ReviewOperations.COUNTS),
            get(SUBMISSION, REVIEWERS, as(ITEM), does::detail).of(ReviewOperations.DETAIL),
            get(SUBMISSION + "/contact", REVIEWERS, as(ITEM), does::contact)
                .of(ReviewOperations.CONTACT),
            get(SUBMISSION + "/reviewers", REVIEWERS, as(ITEM), does::reviewers)
                .of(ReviewOperations.REVIEWERS),
            post(SUBMISSION + "/ask", REVIEWERS, as(ITEM), does::ask).of(ReviewOperations.ASK),
            post(SUBMISSION + "/approve", REVIEWERS, as(ITEM), does::approve)
                .of(ReviewOperations.APPROVE),
            post(SUBMISSION + "/refuse", REVIEWERS, as(ITEM), does::refuse)
                .of(ReviewOperations.REFUSE),
            post(SUBMISSION + "/take-down", REVIEWERS, as(ITEM), does::takeDown)
                .of(ReviewOperations.TAKE_DOWN),
            post(SUBMISSION + "/assign", REVIEWERS, as(ITEM), does::assign)
                .of(ReviewOperations.ASSIGN),
            post(SUBMISSION + "/comment", REVIEWERS, as(ITEM), does::comment)
                .of(ReviewOperations.COMMENT))
        .map(Route::ofOwnPages)
        .toList();
  }

  private static List<Route> planning(Handlers.AtDesk does) {
    return List.of(
        get(SHORTLISTS, PLANNERS, as(LIST), does.lists::list).of(PlanningOperations.SHORTLISTS),
        post(SHORTLISTS, PLANNERS, as(LIST), does.lists::create)
            .of(PlanningOperations.ADD_SHORTLIST),
        get(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::one)
            .of(PlanningOperations.SHORTLIST),
        patch(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::change)
            .of(PlanningOperations.CHANGE_SHORTLIST),
        delete(SHORTLISTS + "/{id}", PLANNERS, as(LIST), does.lists::remove)
            .of(PlanningOperations.REMOVE_SHORTLIST),
        get(SEARCHES, PLANNERS, as(LIST), does.lists::searches).of(PlanningOperations.SEARCHES),
        post(SEARCHES, PLANNERS, as(LIST), does.lists::createSearch)
            .of(PlanningOperations.SAVE_SEARCH),
        delete(SEARCHES + "/{id}", PLANNERS, as(LIST), does.lists::removeSearch)
            .of(PlanningOperations.REMOVE_SEARCH),
        get(HOUSE + "/owner", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::owner)
            .of(PlanningOperations.OWNER),
        put(HOUSE + "/owner", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::putOwner)
            .of(PlanningOperations.PUT_OWNER),
        get(HOUSE + "/contacts", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::contacts)
            .of(PlanningOperations.CONTACTS),
        post(HOUSE + "/contacts", PLANNERS_IN_PERSON, ofHouses(OWNER), does.houses::addContact)
            .of(PlanningOperations.ADD_CONTACT),
        get(HOUSE + "/timeline", PLANNERS, ofHouses(ITEM), does.houses::timeline)
            .of(PlanningOperations.TIMELINE),
        post(HOUSES + "/route", PLANNERS, ofHouses(LIST), does.houses::route)
            .of(PlanningOperations.ROUTE)
            .that(ASKS));
  }

  /** What is taken away of a ranking is noted when it is known. */
  private static List<Route> finder(Handlers.AtDesk does) {
    return List.of(
        get("/api/finder", PLANNERS, as(LIST), does.finder::profiles).of(FinderOperations.PROFILES),
        get(PROFILE, PLANNERS, as(SEARCH), does.finder::get).of(FinderOperations.RANKING),
        post(PROFILE, PLANNERS, as(SEARCH), does.finder::post)
            .of(FinderOperations.RANKING_BY_BODY)
            .that(ASKS),
        post(PROFILE + "/export", PLANNERS, as(SEARCH), does.exports::export)
            .of(PlanningOperations.EXPORT)
            .that(EXPORTS),
        post(PROFILE + "/memo", PLANNERS, as(EXPORT), does.memo::memo)
            .of(HouseOperations.MEMO)
            .that(EXPORTS));
  }

  private static List<Route> houses(Handlers.AtDesk does) {
    return List.of(
        get(HOUSES + "/dashboard", PLANNERS, ofHouses(LIST), does.figures::dashboard)
            .of(HouseOperations.FIGURES),
        get(HOUSES + "/board", PLANNERS, ofHouses(LIST), does.board::board)
            .of(HouseOperations.BOARD),
        post(HOUSES + "/sheets", PLANNERS, ofHouses(EXPORT), does.sheets::sheets)
            .of(HouseOperations.SHEETS)
            .that(EXPORTS));
  }

  private static List<Route> backups(BackupHandlers does) {
    return Stream.of(
            post("/api/backups", ADMINS, NOTHING, does::ask).of(BackupOperations.ASK),
            get("/api/backups/{ticket}", ADMINS, NOTHING, does::fetch).of(BackupOperations.FETCH),
            post("/api/backups/key", ADMINS, NOTHING, does::key).of(BackupOperations.KEY))
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
