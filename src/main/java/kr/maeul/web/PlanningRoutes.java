package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.time.Clock;
import kr.maeul.finder.Finder;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.media.MediaCatalog;
import kr.maeul.people.People;
import kr.maeul.planning.Planning;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.planning.ExportHandlers;
import kr.maeul.web.planning.HouseHandlers;
import kr.maeul.web.planning.ShortlistHandlers;

/** The routes of what planners keep beside the houses. None is answered from memory. */
final class PlanningRoutes {
  private static final String SHORTLISTS = "/api/shortlists";
  private static final String SHORTLIST = SHORTLISTS + "/{id}";
  private static final String SEARCHES = "/api/finder-searches";
  private static final String SEARCH = SEARCHES + "/{id}";
  private static final String HOUSE = "/api/houses/{id}";
  private static final String ROUTE = "/api/houses/route";
  private static final String EXPORT = "/api/finder/{profile}/export";

  private final ShortlistHandlers lists;
  private final HouseHandlers houses;
  private final ExportHandlers exports;

  /**
   * @param store as callers see it: what is read in somebody's name is on record
   * @param people null where there are no accounts
   */
  PlanningRoutes(
      LayerCatalog layers,
      FeatureStore store,
      Planning planning,
      MediaCatalog media,
      Finder finder,
      People people,
      Clock clock) {
    this.lists = new ShortlistHandlers(planning.shortlists(), planning.searches());
    this.houses = new HouseHandlers(layers, store, planning, media, clock);
    this.exports = new ExportHandlers(finder, layers, store, planning.owners(), people);
  }

  void add(Router routes) {
    routes.readAnew(SHORTLISTS, Access.PLANNERS, lists::list);
    routes.route(HandlerType.POST, SHORTLISTS, Access.PLANNERS, lists::create);
    routes.readAnew(SHORTLIST, Access.PLANNERS, lists::one);
    routes.route(HandlerType.PATCH, SHORTLIST, Access.PLANNERS, lists::change);
    routes.route(HandlerType.DELETE, SHORTLIST, Access.PLANNERS, lists::remove);
    routes.readAnew(SEARCHES, Access.PLANNERS, lists::searches);
    routes.route(HandlerType.POST, SEARCHES, Access.PLANNERS, lists::createSearch);
    routes.route(HandlerType.DELETE, SEARCH, Access.PLANNERS, lists::removeSearch);
    routes.options(SEARCH);
    routes.readAnew(HOUSE + "/owner", Access.PLANNERS_IN_PERSON, houses::owner);
    routes.route(HandlerType.PUT, HOUSE + "/owner", Access.PLANNERS_IN_PERSON, houses::putOwner);
    routes.readAnew(HOUSE + "/contacts", Access.PLANNERS_IN_PERSON, houses::contacts);
    routes.route(
        HandlerType.POST, HOUSE + "/contacts", Access.PLANNERS_IN_PERSON, houses::addContact);
    routes.readAnew(HOUSE + "/timeline", Access.PLANNERS, houses::timeline);
    routes.route(HandlerType.POST, ROUTE, Access.PLANNERS, houses::route);
    routes.options(ROUTE);
    routes.route(HandlerType.POST, EXPORT, Access.PLANNERS, exports::export);
    routes.options(EXPORT);
  }
}
