package kr.maeul.web.houses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.houses.finder.Finder;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.People;
import kr.maeul.people.identity.Actor;
import kr.maeul.people.log.AccessLog;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.finder.FinderRequests;
import kr.maeul.web.finder.QuestionWords;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.print.PrintedPages;
import kr.maeul.web.people.Credentials;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.refusal.InvalidContentException;

/** The council memo of a ranking. Safe for use by several threads. */
public final class MemoHandlers {
  private static final int MOST_HOUSES = 100;

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Finder finder;
  private final FinderRequests requests;
  private final QuestionWords words;
  private final PrintedPages pages;
  private final People people;

  /** What of a house's place stands in the memo. */
  enum Addresses {
    DONG,
    EXACT;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param store as callers see it
   */
  public MemoHandlers(
      LayerCatalog layers, FeatureStore store, Finder finder, PrintedPages pages, People people) {
    this.layers = layers;
    this.store = store;
    this.finder = finder;
    this.requests = new FinderRequests(finder, layers, store);
    this.words = new QuestionWords(layers, store);
    this.pages = pages;
    this.people = people;
  }

  /**
   * {@code POST /api/finder/{profile}/memo}: a question to the finder with {@code reason} and,
   * where names and addresses are to stand in it, {@code "addresses": "exact"} → a page to print.
   */
  public void memo(Exchange e) throws IOException {
    Profile profile = requests.profile(e.pathParam("profile"));
    ObjectNode body = HouseOperations.MEMO.whole(e);
    FinderQuestion question =
        requests.ofBody(e.audience(), profile, body, HouseOperations.MEMO.members());
    String reason = Reason.of(body.path("reason").isTextual() ? body.path("reason").asText() : "");
    Addresses addresses = addresses(body);
    Ranking ranking =
        finder.rank(
            e.audience(),
            question.page(Math.min(question.limit(), MOST_HOUSES), question.offset()));
    record(e, profile, ranking, addresses, reason);
    boolean isExact = addresses == Addresses.EXACT;
    List<Text> scope = words.of(e.audience(), question, body, isExact);
    pages.memo(e, ranking, items(e, profile, ranking), scope, isExact, reason);
  }

  private static Addresses addresses(ObjectNode body) {
    String word = body.path("addresses").asText("dong");
    for (Addresses one : Addresses.values()) {
      if (one.word().equals(word)) {
        return one;
      }
    }
    throw new InvalidContentException(
        List.of(
            new InvalidContentException.Fault(
                "/addresses",
                new Text("dong(동까지)이나 exact(주소까지)여야 합니다.", "must be dong or exact"))));
  }

  private Map<String, Item> items(Exchange e, Profile profile, Ranking ranking) {
    Map<String, Item> items = new LinkedHashMap<>();
    List<String> ids = ranking.ranking().stream().map(Ranking.House::id).toList();
    if (ids.isEmpty()) {
      return items;
    }
    View view = layers.viewFor(e.audience(), profile.layer().id()).orElseThrow();
    FeatureQuery query =
        new FeatureQuery(
            List.of(new Filter.IdIn(ids)), view.properties(), List.of(), MOST_HOUSES, 0, null);
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        items.put(cursor.id(), Item.of(view, cursor));
      }
    }
    return items;
  }

  /** A memo with addresses is on record house by house. */
  private void record(
      Exchange e, Profile profile, Ranking ranking, Addresses addresses, String reason) {
    AccessLog log = people.accessLog();
    Actor by = Credentials.actor(e);
    String layer = profile.layer().id();
    AccessLog.Action export = AccessLog.Action.EXPORT;
    log.read(by, export, layer, null, reason);
    log.rows(by, export, layer, null, reason, ranking.ranking().size());
    if (addresses == Addresses.EXACT) {
      for (Ranking.House house : ranking.ranking()) {
        log.read(by, export, layer, house.id(), reason);
      }
    }
  }
}
