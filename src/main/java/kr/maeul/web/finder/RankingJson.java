package kr.maeul.web.finder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.profile.Profile;
import kr.maeul.houses.finder.profile.Profiles;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Layer;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.Urls;

/** Writes profiles and rankings as JSON, in one language. Stateless. */
final class RankingJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RankingJson() {}

  /** What a ranking holds, for a description. */
  static ObjectNode schema() {
    ObjectNode things = Schemas.listOf(Schemas.anyObject());
    ObjectNode numbers = Schemas.mapOf(Schemas.object().put("type", "number"));
    ObjectNode counts = Schemas.mapOf(Schemas.object().put("type", "integer"));
    ObjectNode schema = Schemas.anyObject();
    ObjectNode members = schema.putObject("properties");
    members.set("profile", Schemas.string());
    members.set("title", Schemas.string());
    members.set("timeStamp", Schemas.string().put("format", "date-time"));
    members.set("order", QuestionReader.orders());
    members.set("weights", numbers);
    members.set("houses", counts);
    for (String list :
        List.of(
            "gates",
            "criteria",
            "sources",
            "ranking",
            "insufficient",
            "excluded",
            "opportunities",
            "links")) {
      members.set(list, things);
    }
    members.set("also", Schemas.anyObject());
    return schema;
  }

  /** What {@code GET /api/finder} answers. */
  static ObjectNode profiles(Profiles profiles, Lang lang) {
    ObjectNode json = JSON.objectNode();
    ArrayNode all = json.putArray("profiles");
    for (Profile p : profiles.all()) {
      ObjectNode one = all.addObject();
      one.put("id", p.id())
          .put("title", p.title().in(lang))
          .put("description", p.description().in(lang))
          .put("layer", p.layer().id())
          .put("minimumCompleteness", p.minimumCompleteness())
          .put("walkMetres", p.walkMetres())
          .put("capacity", p.capacity() == null ? null : p.capacity().name());
      ArrayNode gates = one.putArray("gates");
      p.gates().forEach(g -> gates.add(gate(g, lang)));
      ArrayNode criteria = one.putArray("criteria");
      for (Criterion c : p.criteria()) {
        criteria
            .addObject()
            .put("id", c.id())
            .put("title", c.title().in(lang))
            .put("weight", c.weight())
            .put("unit", c.unitOrNull())
            .put("group", in(c.group(), lang));
      }
    }
    return json;
  }

  /** What {@code /api/finder/{profile}} answers, without the links. */
  static ObjectNode ranking(Ranking r, Lang lang) {
    ObjectNode json = JSON.objectNode();
    json.put("profile", r.profile().id())
        .put("title", r.profile().title().in(lang))
        .put("timeStamp", r.at().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("order", r.question().order().word());
    ObjectNode weights = json.putObject("weights");
    List<Criterion> criteria = r.profile().criteria();
    for (int i = 0; i < criteria.size(); i++) {
      weights.put(criteria.get(i).id(), rounded(r.shares().get(i), 2));
    }
    json.putObject("houses")
        .put("matched", r.houses().matched())
        .put("ranked", r.houses().ranked())
        .put("insufficient", r.houses().insufficient())
        .put("excluded", r.houses().excluded())
        .put("conditional", r.houses().conditional())
        .put("examples", r.houses().examples())
        .put("examplesLeftOut", r.houses().examplesLeftOut())
        .put("mayMatch", r.houses().mayMatch())
        .put("withoutPlace", r.houses().withoutPlace());
    ArrayNode gates = json.putArray("gates");
    r.gates().forEach(g -> gates.add(gate(g.gate(), lang).put("hits", g.hits())));
    ArrayNode told = json.putArray("criteria");
    for (int i = 0; i < criteria.size(); i++) {
      Criterion c = criteria.get(i);
      ObjectNode one =
          told.addObject()
              .put("id", c.id())
              .put("title", c.title().in(lang))
              .put("group", in(c.group(), lang))
              .put("weight", rounded(r.shares().get(i), 2))
              .put("known", r.known().get(i));
      if (r.measuredTo().get(i) != null) {
        Layer layer = c.fact().sourceOrNull().layer();
        one.putObject("measuredTo")
            .put("layer", layer.id())
            .put("title", layer.title().in(lang))
            .put("features", r.measuredTo().get(i));
      }
    }
    ArrayNode sources = json.putArray("sources");
    r.sources().forEach(s -> sources.add(sources(s, lang)));
    ArrayNode ranking = json.putArray("ranking");
    r.ranking().forEach(h -> ranking.add(house(h, lang)));
    ArrayNode insufficient = json.putArray("insufficient");
    r.insufficient().forEach(h -> insufficient.add(house(h, lang)));
    ArrayNode excluded = json.putArray("excluded");
    r.excluded().forEach(x -> excluded.add(excluded(x, lang)));
    if (!r.question().also().isEmpty()) {
      json.set("also", also(r.also(), lang));
    }
    ArrayNode opportunities = json.putArray("opportunities");
    r.opportunities().forEach(o -> opportunities.add(opportunity(o)));
    return json;
  }

  private static ObjectNode also(Ranking.Also also, Lang lang) {
    ObjectNode json = JSON.objectNode();
    ArrayNode ranking = json.putArray("ranking");
    also.ranked().forEach(h -> ranking.add(house(h, lang)));
    ArrayNode insufficient = json.putArray("insufficient");
    also.insufficient().forEach(h -> insufficient.add(house(h, lang)));
    ArrayNode excluded = json.putArray("excluded");
    also.excluded().forEach(x -> excluded.add(excluded(x, lang)));
    ArrayNode examples = json.putArray("examples");
    also.examples().forEach(examples::add);
    return json;
  }

  private static ObjectNode excluded(Ranking.Excluded x, Lang lang) {
    ObjectNode one = JSON.objectNode();
    facts(one, x.house(), lang);
    ArrayNode missing = one.putArray("missing");
    x.house().missing().forEach(m -> missing.add(missing(m, lang)));
    x.gates().forEach(g -> one.withArray("gates").add(g.id()));
    x.ended().forEach(e -> one.withArray("ended").add(e.in(lang)));
    return one;
  }

  private static ObjectNode sources(Ranking.Sources of, Lang lang) {
    ObjectNode json = JSON.objectNode().put("layer", of.layer().id());
    json.put("title", of.layer().title().in(lang));
    ArrayNode all = json.putArray("sources");
    for (Ranking.Source s : of.sources()) {
      all.addObject()
          .put("name", s.name())
          .put("records", s.records())
          .put("earliest", s.earliest())
          .put("latest", s.latest());
    }
    ArrayNode files = json.putArray("files");
    for (Ranking.LoadedFile f : of.files()) {
      files.addObject().put("name", f.name()).put("date", f.day()).put("records", f.records());
    }
    return json;
  }

  private static ObjectNode gate(Gate g, Lang lang) {
    return JSON.objectNode()
        .put("id", g.id())
        .put("title", g.title().in(lang))
        .put("kind", g.kind().word());
  }

  private static ObjectNode house(Ranking.House h, Lang lang) {
    ObjectNode json = JSON.objectNode();
    if (h.rank() > 0) {
      json.put("rank", h.rank());
    }
    facts(json, h, lang);
    ArrayNode missing = json.putArray("missing");
    for (Ranking.Missing m : h.missing()) {
      ObjectNode one = missing(m, lang);
      rank(one, "rankIfBest", m.rankIfBest());
      rank(one, "rankIfWorst", m.rankIfWorst());
      ArrayNode leavingOut = one.putArray("leavingOut");
      m.leavingOut().forEach(g -> leavingOut.add(g.id()));
      missing.add(one);
    }
    json.set("span", span(h.span()));
    if (h.stability() != null) {
      json.putObject("stability")
          .put("staysInTop10", h.stability().staysInTop10())
          .put("kept", h.stability().kept())
          .put("of", h.stability().of())
          .put("bestRank", h.stability().bestRank())
          .put("worstRank", h.stability().worstRank());
    }
    return json;
  }

  /** What is known of a house, whatever becomes of it. */
  private static void facts(ObjectNode json, Ranking.House h, Lang lang) {
    json.put("id", h.id()).put("title", h.title().in(lang)).put("address", h.address());
    if (h.hasPlace()) {
      json.putArray("location").add(h.longitude()).add(h.latitude());
    } else {
      json.putNull("location");
    }
    if (h.rank() > 0) {
      json.put("score", rounded(h.score(), 1));
    }
    json.put("completeness", rounded(h.completeness(), 3));
    json.put("points", rounded(h.points(), 2));
    ArrayNode conditional = json.putArray("conditional");
    h.conditional().forEach(g -> conditional.add(g.id()));
    ArrayNode marks = json.putArray("criteria");
    h.marks().forEach(m -> marks.add(mark(m, lang)));
  }

  private static ObjectNode missing(Ranking.Missing m, Lang lang) {
    String title = m.criterion().title().in(lang);
    return JSON.objectNode().put("id", m.criterion().id()).put("title", title);
  }

  private static ObjectNode span(Ranking.Span span) {
    ObjectNode json = JSON.objectNode();
    ObjectNode own = json.putObject("own");
    rank(own, "bestRank", span.ownBest());
    rank(own, "worstRank", span.ownWorst());
    ObjectNode all = json.putObject("all");
    rank(all, "bestRank", span.best());
    rank(all, "worstRank", span.worst());
    all.put("of", span.of());
    if (span.canBeRanked()) {
      json.putObject("score")
          .put("least", rounded(span.leastScore(), 1))
          .put("most", rounded(span.mostScore(), 1));
    } else {
      json.putNull("score");
    }
    ArrayNode leavingOut = json.putArray("leavingOut");
    span.leavingOut().forEach(g -> leavingOut.add(g.id()));
    json.put("mayNotMatch", span.mayNotMatch());
    return json.put("alwaysInTop10", span.alwaysInTop10());
  }

  private static void rank(ObjectNode json, String name, int rank) {
    if (rank > 0) {
      json.put(name, rank);
    } else {
      json.putNull(name);
    }
  }

  private static ObjectNode mark(Ranking.Mark m, Lang lang) {
    ObjectNode json = JSON.objectNode().put("id", m.criterion().id());
    if (m.isKnown()) {
      json.put("value", rounded(m.value(), 4));
    } else {
      json.putNull("value");
    }
    if (Double.isNaN(m.points())) {
      json.putNull("points");
    } else {
      json.put("points", rounded(m.points(), 2));
    }
    json.put("least", rounded(m.least(), 2)).put("most", rounded(m.most(), 2));
    json.put("weight", rounded(m.share(), 2)).put("fact", in(m.fact(), lang));
    if (m.ended() != null) {
      json.put("ended", m.ended().in(lang));
    }
    json.set("measure", FeatureText.toJson(m.measure()));
    json.put("unit", m.criterion().unitOrNull());
    if (m.nearest() != null) {
      json.putObject("nearest")
          .put("layer", m.nearest().layer())
          .put("id", m.nearest().id())
          .put("title", m.nearest().title().in(lang))
          .put("distanceMetres", rounded(m.nearest().metres(), 1));
    }
    return json;
  }

  private static ObjectNode opportunity(Ranking.Opportunity o) {
    ObjectNode json = JSON.objectNode();
    ArrayNode houses = json.putArray("houses");
    o.houses().forEach(houses::add);
    json.put("capacity", rounded(o.capacity(), 2)).put("capacityUnknown", o.capacityUnknown());
    json.putArray("centre").add(rounded(o.longitude(), 7)).add(rounded(o.latitude(), 7));
    return json.put("meanScore", rounded(o.meanScore(), 1));
  }

  /**
   * Adds where the answer is, and where it goes on.
   *
   * @param isQuery whether the address says all that was asked
   */
  static ObjectNode withLinks(ObjectNode json, Exchange e, Ranking r, boolean isQuery) {
    ArrayNode links = json.putArray("links");
    link(links, "self", e.urls().at(Urls.withQuery(e.path(), e.query())));
    int next = r.question().offset() + r.question().limit();
    if (isQuery && next < r.houses().ranked()) {
      Map<String, String> query = new LinkedHashMap<>(e.query());
      query.put("offset", String.valueOf(next));
      link(links, "next", e.urls().at(Urls.withQuery(e.path(), query)));
    }
    return json;
  }

  private static void link(ArrayNode links, String rel, String href) {
    links.addObject().put("rel", rel).put("type", "application/json").put("href", href);
  }

  private static String in(Text text, Lang lang) {
    return text == null ? null : text.in(lang);
  }

  private static BigDecimal rounded(double number, int digits) {
    BigDecimal value =
        BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }
}
