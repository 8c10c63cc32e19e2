package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kr.maeul.exchange.Table;
import kr.maeul.feature.FeatureText;
import kr.maeul.finder.Criterion;
import kr.maeul.finder.Gate;
import kr.maeul.finder.Ranking;
import kr.maeul.layer.Choice;
import kr.maeul.layer.Lang;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.Text;
import kr.maeul.layer.Units;
import kr.maeul.layer.View;

/**
 * A ranking as tables and as GeoJSON: the houses with what their layer and the profile say of them,
 * and by what they were ranked. Nothing of their owners is in it, but whether they may be
 * contacted. Immutable.
 *
 * @param values of the houses that are ranked, by their id
 * @param silent houses whose owners are not to be contacted
 * @param asked the body that was sent
 * @param reason for which it is taken away
 * @param taker who takes it
 */
record RankingTables(
    Ranking ranking,
    View view,
    Map<String, Map<Property, Object>> values,
    Set<String> silent,
    JsonNode asked,
    String reason,
    String taker) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int MOST_SOURCES = 100;

  /** Where a layer has them still, they stay where they are. */
  private static final Set<String> OWNERS = Set.of("ownerName", "ownerContact", "doNotContact");

  /** The same in one language. */
  private record In(Lang lang) {
    String say(String ko, String en) {
      return lang == Lang.EN ? en : ko;
    }

    String say(Text text) {
      return text == null ? "" : text.in(lang);
    }

    String gates(List<Gate> gates) {
      return gates.stream().map(g -> say(g.title())).collect(Collectors.joining(", "));
    }
  }

  Instant at() {
    return ranking.at();
  }

  List<Table> sheets(Lang lang) {
    return List.of(houses(lang), explanation(lang), aside(lang));
  }

  /** The ranked houses. */
  Table houses(Lang lang) {
    In in = new In(lang);
    List<Criterion> criteria = ranking.profile().criteria();
    List<String> headers = new ArrayList<>();
    headers.add(in.say("순위", "Rank"));
    headers.add(in.say("점수", "Score"));
    headers.add(in.say("번호", "Id"));
    headers.add(in.say("자료 충실도 (%)", "Completeness (%)"));
    headers.add(in.say("먼저 풀 것", "To be settled first"));
    headers.add(in.say("소유자 연락", "Owner"));
    criteria.forEach(c -> headers.add(in.say("평가: ", "Judged: ") + in.say(c.title())));
    criteria.forEach(c -> headers.add(in.say("점수: ", "Points: ") + in.say(c.title())));
    headers.add(in.say("모르는 것", "Not known"));
    headers.add(in.say("상위 10 유지", "Stays in the top 10"));
    headers.add(in.say("가중치 ±20% 순위", "Ranks at ±20 %"));
    headers.add(in.say("경도", "Longitude"));
    headers.add(in.say("위도", "Latitude"));
    List<Property> properties = properties();
    properties.forEach(p -> headers.add(header(in, p)));
    List<List<Object>> rows = new ArrayList<>();
    for (Ranking.House h : ranking.ranking()) {
      List<Object> row = new ArrayList<>();
      row.add(h.rank());
      row.add(rounded(h.score(), 10));
      row.add(h.id());
      row.add(rounded(h.completeness() * 100, 10));
      row.add(in.gates(h.conditional()));
      row.add(contact(in, h.id()));
      h.marks().forEach(m -> row.add(m.fact() == null ? null : in.say(m.fact())));
      h.marks().forEach(m -> row.add(rounded(m.points(), 100)));
      row.add(
          h.missing().stream()
              .map(m -> in.say(m.criterion().title()))
              .collect(Collectors.joining(", ")));
      row.add(
          h.stability() == null
              ? null
              : h.stability().staysInTop10() ? in.say("예", "yes") : in.say("아니요", "no"));
      row.add(
          h.stability() == null
              ? null
              : h.stability().bestRank() + "~" + h.stability().worstRank());
      row.add(h.hasPlace() ? h.longitude() : null);
      row.add(h.hasPlace() ? h.latitude() : null);
      Map<Property, Object> known = values.getOrDefault(h.id(), Map.of());
      properties.forEach(p -> row.add(cell(in, p, known.get(p))));
      rows.add(row);
    }
    return new Table(in.say(ranking.profile().title()), headers, rows);
  }

  private String contact(In in, String id) {
    return silent.contains(id)
        ? in.say("연락 금지", "do not contact")
        : in.say("연락 가능", "may be contacted");
  }

  /** Photos and recordings are none of a table's. */
  private List<Property> properties() {
    return view.properties().stream()
        .filter(p -> p.media() == null && !OWNERS.contains(p.name()) && !p.has(Role.IMAGE))
        .toList();
  }

  private static String header(In in, Property p) {
    return p.unit() == null
        ? in.say(p.title())
        : in.say(p.title()) + " (" + in.say(Units.written(p.unit())).strip() + ")";
  }

  private static Object cell(In in, Property p, Object value) {
    if (value instanceof Boolean yes) {
      return yes ? in.say("예", "yes") : in.say("아니요", "no");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> chosen(in, p, v)).collect(Collectors.joining(", "));
    }
    if (value instanceof OffsetDateTime time) {
      return MINUTE.format(time.atZoneSameInstant(SEOUL));
    }
    return value instanceof String text ? chosen(in, p, text) : value;
  }

  private static String chosen(In in, Property p, Object value) {
    return p.choice(String.valueOf(value))
        .map(Choice::title)
        .map(in::say)
        .orElse(String.valueOf(value));
  }

  private static Double rounded(double number, int parts) {
    return Double.isNaN(number) ? null : Math.round(number * parts) / (double) parts;
  }

  /** By what they were ranked, so that the file speaks for itself in a year. */
  private Table explanation(Lang lang) {
    In in = new In(lang);
    List<List<Object>> rows = new ArrayList<>();
    add(rows, in.say("프로필", "Profile"), in.say(ranking.profile().title()), ranking.profile().id());
    add(rows, in.say("설명", "Description"), in.say(ranking.profile().description()));
    add(rows, in.say("기준 시각 (한국)", "As of (Seoul)"), MINUTE.format(at().atZone(SEOUL)));
    add(rows, in.say("내려받은 사람", "Taken by"), taker);
    add(rows, in.say("까닭", "Reason"), reason);
    Ranking.Counts n = ranking.houses();
    add(rows, in.say("살펴본 집", "Houses looked at"), n.matched());
    add(rows, in.say("순위를 매긴 집", "Ranked"), n.ranked());
    add(rows, in.say("이 파일의 집", "In this file"), ranking.ranking().size());
    add(rows, in.say("자료가 모자란 집", "Too little known"), n.insufficient());
    add(rows, in.say("뺀 집", "Left out"), n.excluded());
    add(rows, in.say("먼저 풀 것이 있는 집", "With something to be settled"), n.conditional());
    filters(in, rows);
    for (int i = 0; i < ranking.profile().criteria().size(); i++) {
      Criterion c = ranking.profile().criteria().get(i);
      add(
          rows,
          in.say("가중치 (100 가운데)", "Weight (of 100)"),
          in.say(c.title()),
          rounded(ranking.shares().get(i), 100),
          in.say("아는 집 ", "known of ") + ranking.known().get(i),
          c.fact().sourceOrNull() == null
              ? in.say(view.layer().title())
              : in.say(c.fact().sourceOrNull().layer().title()));
    }
    for (Ranking.GateHits g : ranking.gates()) {
      boolean isExcluding = g.gate().kind() == Gate.Kind.EXCLUDE;
      add(
          rows,
          in.say("거르는 조건", "Gate"),
          in.say(g.gate().title()),
          isExcluding ? in.say("뺌", "left out") : in.say("표시함", "marked"),
          g.hits());
    }
    sources(in, rows);
    add(
        rows,
        in.say("알림", "Note"),
        in.say(
            "점수는 자료로 셈한 것입니다. 현장 확인이 필요합니다. 모르는 것은 0이 아니라 모르는 것으로 두었습니다.",
            "Scores are computed from records; each house has to be seen. What is not known counts"
                + " as not known, never as zero."));
    return new Table(
        in.say("설명", "Explanation"),
        List.of(
            in.say("무엇", "What"),
            in.say("값", "Value"),
            in.say("값 2", "Value 2"),
            in.say("값 3", "Value 3"),
            in.say("출처 레이어", "Layer")),
        rows);
  }

  private void filters(In in, List<List<Object>> rows) {
    if (asked.hasNonNull("filter")) {
      JsonNode filter = asked.get("filter");
      add(
          rows,
          in.say("거르기 (CQL2)", "Filter (CQL2)"),
          filter.isTextual() ? filter.asText() : filter.toString());
    }
    if (asked.hasNonNull("within")) {
      add(rows, in.say("구역", "Within"), asked.get("within").asText());
    }
    if (asked.hasNonNull("area")) {
      add(rows, in.say("그린 구역 안", "In a drawn area"), asked.get("area").toString());
    }
    if (asked.hasNonNull("exclude")) {
      add(rows, in.say("그린 구역 밖", "Outside of a drawn area"), asked.get("exclude").toString());
    }
    if (asked.hasNonNull("ids")) {
      add(rows, in.say("고른 집만", "Chosen houses only"), asked.get("ids").size());
    }
  }

  /** From where the records of the houses are, and of when. */
  private void sources(In in, List<List<Object>> rows) {
    Property source = view.byRole(Role.SOURCE).orElse(null);
    Property asOf = view.byRole(Role.AS_OF).orElse(null);
    Map<String, Set<String>> sources = new TreeMap<>();
    for (Map<Property, Object> known : values.values()) {
      if (source != null && known.get(source) != null) {
        Set<String> days =
            sources.computeIfAbsent(known.get(source).toString(), s -> new TreeSet<>());
        if (asOf != null && known.get(asOf) != null) {
          days.add(known.get(asOf).toString());
        }
      }
    }
    sources.entrySet().stream()
        .limit(MOST_SOURCES)
        .forEach(
            s ->
                add(
                    rows,
                    in.say("출처", "Source"),
                    s.getKey(),
                    s.getValue().isEmpty()
                        ? null
                        : in.say("기준일 ", "as of ") + String.join(", ", s.getValue())));
  }

  /** The houses that have no rank, and why. */
  private Table aside(Lang lang) {
    In in = new In(lang);
    List<List<Object>> rows = new ArrayList<>();
    for (Ranking.House h : ranking.insufficient()) {
      add(
          rows,
          h.id(),
          in.say(h.title()),
          in.say("자료가 모자람", "too little known"),
          h.missing().stream()
              .map(m -> in.say(m.criterion().title()))
              .collect(Collectors.joining(", ")));
    }
    for (Ranking.Excluded x : ranking.excluded()) {
      add(rows, x.id(), in.say(x.title()), in.say("뺌", "left out"), in.gates(x.gates()));
    }
    return new Table(
        in.say("순위 밖", "Without a rank"),
        List.of(
            in.say("번호", "Id"),
            in.say("이름", "Name"),
            in.say("까닭", "Why"),
            in.say("무엇 때문에", "Because of")),
        rows);
  }

  private static void add(List<List<Object>> rows, Object... cells) {
    List<Object> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell);
    }
    rows.add(row);
  }

  /** The ranked houses as features; what the finder says of each is under {@code finder}. */
  ObjectNode geoJson(Lang lang) {
    In in = new In(lang);
    ObjectNode json = JSON.objectNode().put("type", "FeatureCollection");
    json.put("profile", ranking.profile().id()).put("title", in.say(ranking.profile().title()));
    json.put("timeStamp", at().toString()).put("reason", reason);
    ObjectNode weights = json.putObject("weights");
    for (int i = 0; i < ranking.profile().criteria().size(); i++) {
      weights.put(ranking.profile().criteria().get(i).id(), rounded(ranking.shares().get(i), 100));
    }
    ArrayNode features = json.putArray("features");
    List<Property> properties = properties();
    for (Ranking.House h : ranking.ranking()) {
      ObjectNode feature = features.addObject().put("type", "Feature").put("id", h.id());
      if (h.hasPlace()) {
        feature
            .putObject("geometry")
            .put("type", "Point")
            .putArray("coordinates")
            .add(h.longitude())
            .add(h.latitude());
      } else {
        feature.putNull("geometry");
      }
      ObjectNode all = feature.putObject("properties");
      Map<Property, Object> known = values.getOrDefault(h.id(), Map.of());
      properties.forEach(p -> all.set(p.name(), FeatureText.toJson(known.get(p))));
      all.put("finderRank", h.rank()).put("finderScore", rounded(h.score(), 10));
      all.put("finderCompleteness", rounded(h.completeness(), 1000));
      all.put("finderConditional", in.gates(h.conditional()));
      all.put("mayContact", !silent.contains(h.id()));
      for (Ranking.Mark m : h.marks()) {
        all.put("finderPoints_" + m.criterion().id(), rounded(m.points(), 100));
      }
    }
    return json;
  }
}
