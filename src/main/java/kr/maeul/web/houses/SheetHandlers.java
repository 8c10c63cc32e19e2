package kr.maeul.web.houses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.print.PrintedPages;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.InvalidContentException;

/**
 * Survey sheets of chosen houses. Which houses and why stand in the body, never in an address: logs
 * and histories keep addresses. Safe for use by several threads.
 */
public final class SheetHandlers {
  private final LayerCatalog layers;
  private final FeatureStore store;
  private final PrintedPages pages;
  private final People people;

  /**
   * @param store as callers see it: what is read is on record
   */
  public SheetHandlers(LayerCatalog layers, FeatureStore store, PrintedPages pages, People people) {
    this.layers = layers;
    this.store = store;
    this.pages = pages;
    this.people = people;
  }

  /** {@code POST /api/houses/sheets}: {@code { "ids": […], "reason": "…" }} → pages to print. */
  public void sheets(Exchange e) throws IOException {
    JsonBody body = HouseOperations.SHEETS.read(e);
    List<String> ids = List.copyOf(new LinkedHashSet<>(body.get(HouseOperations.IDS)));
    String given = body.get(HouseOperations.REASON);
    body.done();
    String reason = Reason.of(given);
    requireSome(ids);
    View view = HouseJson.houses(layers, e);
    List<Item> houses = read(view, ids);
    for (Item house : houses) {
      record(e, house, reason);
    }
    pages.sheets(e, houses, layers.viewsFor(Audience.PUBLIC));
  }

  private static void requireSome(List<String> ids) {
    if (ids.isEmpty() || ids.size() > HouseOperations.MOST_SHEETS) {
      throw new InvalidContentException(
          List.of(
              new InvalidContentException.Fault(
                  "/ids",
                  new Text(
                      "집을 한 곳에서 " + HouseOperations.MOST_SHEETS + "곳까지 고르세요.",
                      "choose from one to " + HouseOperations.MOST_SHEETS + " houses"))));
    }
  }

  /** In the order in which they were asked for, which is the order of the way there. */
  private List<Item> read(View view, List<String> ids) {
    Map<String, Item> found = new LinkedHashMap<>();
    FeatureQuery query =
        new FeatureQuery(
            List.of(new Filter.IdIn(ids)),
            view.properties(),
            List.of(),
            HouseOperations.MOST_SHEETS,
            0,
            null);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        found.put(cursor.id(), Item.of(view, cursor));
      }
    }
    List<InvalidContentException.Fault> faults = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      if (!found.containsKey(ids.get(i))) {
        faults.add(
            new InvalidContentException.Fault(
                "/ids/" + i, new Text("그런 집이 없습니다.", "there is no such house")));
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidContentException(faults);
    }
    return ids.stream().map(found::get).toList();
  }

  /** One line a house: the law asks whose data they were. */
  private void record(Exchange e, Item house, String reason) {
    String layer = house.view().layer().id();
    AccessLog.Action export = AccessLog.Action.EXPORT;
    people.accessLog().read(Credentials.actor(e), export, layer, house.id(), reason);
    people.accessLog().rows(Credentials.actor(e), export, layer, house.id(), reason, 1);
  }
}
