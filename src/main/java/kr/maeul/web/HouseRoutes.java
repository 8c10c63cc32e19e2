package kr.maeul.web;

import io.javalin.http.HandlerType;
import java.time.Clock;
import kr.maeul.finder.Finder;
import kr.maeul.houses.Figures;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.people.People;
import kr.maeul.store.FeatureArchive;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.houses.BoardHandlers;
import kr.maeul.web.houses.FigureHandlers;
import kr.maeul.web.houses.MemoHandlers;
import kr.maeul.web.houses.SheetHandlers;
import kr.maeul.web.html.PrintedPages;

/** The routes of what planners do with vacant houses. None is answered from memory. */
final class HouseRoutes {
  private static final String HOUSES = "/api/houses";
  private static final String MEMO = "/api/finder/{profile}/memo";

  private final FigureHandlers figures;
  private final BoardHandlers board;
  private final SheetHandlers sheets;
  private final MemoHandlers memo;

  /**
   * @param store as callers see it: what is read is on record
   * @param people null where there are no accounts
   */
  HouseRoutes(
      LayerCatalog layers,
      FeatureStore store,
      FeatureArchive archive,
      Finder finder,
      People people,
      Clock clock) {
    PrintedPages pages = new PrintedPages(store, clock);
    this.figures = new FigureHandlers(layers, new Figures(store, archive, clock), clock);
    this.board = new BoardHandlers(layers, store, archive);
    this.sheets = new SheetHandlers(layers, store, pages, people);
    this.memo = new MemoHandlers(layers, store, finder, pages, people);
  }

  void addTo(Router routes) {
    routes.readAnew(HOUSES + "/dashboard", Access.PLANNERS, figures::dashboard);
    routes.readAnew(HOUSES + "/board", Access.PLANNERS, board::board);
    routes.route(HandlerType.POST, HOUSES + "/sheets", Access.PLANNERS, sheets::sheets);
    routes.options(HOUSES + "/sheets");
    routes.route(HandlerType.POST, MEMO, Access.PLANNERS, memo::memo);
    routes.options(MEMO);
  }
}
