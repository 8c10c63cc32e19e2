package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;

/**
 * Which houses a question looks at, in words: where, and on which conditions. Safe for use by
 * several threads.
 */
public final class QuestionWords {
  private final LayerCatalog layers;
  private final FeatureStore store;

  /**
   * @param store as callers see it
   */
  public QuestionWords(LayerCatalog layers, FeatureStore store) {
    this.layers = layers;
    this.store = store;
  }

  /**
   * One text for each condition that must hold; empty where all houses are looked at.
   *
   * @param body the question as it was sent, which was read without mistakes
   * @param isExact whether what is asked may be told where a house could be found by it: free text,
   *     and houses that others are sought in
   */
  public List<Text> of(Audience audience, FinderQuestion question, JsonNode body, boolean isExact) {
    List<Text> words = new ArrayList<>();
    if (body.hasNonNull("within")) {
      words.add(within(audience, question, body.get("within").asText(), isExact));
    }
    if (body.hasNonNull("area")) {
      words.add(new Text("구역: 지도에 그린 곳 안", "Area: within an area drawn on the map"));
    }
    if (body.hasNonNull("exclude")) {
      words.add(new Text("뺀 구역: 지도에 그린 곳", "Left out: an area drawn on the map"));
    }
    View view = layers.viewFor(audience, question.profile().layer().id()).orElseThrow();
    Optional<Property> dong = HouseField.DONG.in(view);
    ConditionWords conditions =
        new ConditionWords(p -> isExact || dong.filter(p::equals).isPresent());
    for (Filter filter : question.filters()) {
      if (filter instanceof Filter.Cql cql) {
        words.addAll(conditions.say(cql.condition()).orElseGet(() -> List.of(raw(body, isExact))));
      }
    }
    if (body.hasNonNull("ids")) {
      int n = body.get("ids").size();
      words.add(new Text("고른 집 " + n + "곳만", "Only " + n + " chosen houses"));
    }
    return words;
  }

  private static Text raw(JsonNode body, boolean isExact) {
    JsonNode filter = body.get("filter");
    String cql = filter.isTextual() ? filter.asText() : filter.toString();
    Text told = isExact ? new Text(cql, cql) : ConditionWords.UNTOLD;
    return new Text("조건식(CQL2): " + told.ko(), "Filter (CQL2): " + told.en());
  }

  private Text within(
      Audience audience, FinderQuestion question, String reference, boolean isExact) {
    int slash = reference.indexOf('/');
    View view = layers.viewFor(audience, reference.substring(0, slash)).orElseThrow();
    Text layer = view.layer().title();
    boolean isTold = isExact || !view.layer().equals(question.profile().layer());
    Text name = isTold ? name(view, reference.substring(slash + 1)) : ConditionWords.UNTOLD;
    return new Text(
        "구역: " + name.ko() + " (" + layer.ko() + ")",
        "Area: " + name.en() + " (" + layer.en() + ")");
  }

  private Text name(View view, String id) {
    Naming naming = Naming.of(view);
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.IdIn(List.of(id))), 1).properties(naming.properties());
    Map<Property, Object> values = new HashMap<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      if (cursor.next()) {
        for (int p = 0; p < cursor.properties().size(); p++) {
          values.put(cursor.properties().get(p), cursor.value(p));
        }
      }
    }
    return naming.name(values);
  }
}
