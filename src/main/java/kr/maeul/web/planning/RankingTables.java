package kr.maeul.web.planning;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;
import kr.maeul.layer.text.UnitNames;

/**
 * A ranking as rows of tables: the houses with what their layer and the profile say of them, and by
 * what they were ranked. Where a house is and what it is called come first. Nothing of their owners
 * is in it, but whether they may be contacted. Immutable.
 */
final class RankingTables {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** Where a layer has them still, they stay where they are. */
  private static final Set<String> OWNERS = Set.of("ownerName", "ownerContact", "doNotContact");

  private final Ranking ranking;
  private final View view;
  private final Lang lang;
  private final List<Property> properties;
  private final List<String> headers;

  /**
   * @param ranking all of it but the houses
   * @param lang of the texts
   */
  RankingTables(Ranking ranking, View view, Lang lang) {
    this.ranking = ranking;
    this.view = view;
    this.lang = lang;
    this.properties =
        told().stream()
            .filter(p -> !p.has(PropertyRole.TITLE) && !p.has(PropertyRole.ADDRESS))
            .toList();
    this.headers = List.copyOf(madeHeaders());
  }

  /** Photos and recordings are none of a file's. */
  private static boolean isKept(Property p) {
    return p.media() == null && !OWNERS.contains(p.name()) && !p.has(PropertyRole.IMAGE);
  }

  String say(String ko, String en) {
    return lang == Lang.EN ? en : ko;
  }

  String say(Text text) {
    return text == null ? "" : text.in(lang);
  }

  String gates(List<Gate> gates) {
    return gates.stream().map(g -> say(g.title())).collect(Collectors.joining(", "));
  }

  /** Why a house is left out, with what has ended. */
  String reasons(Ranking.Excluded x) {
    String ended = x.ended().stream().map(this::say).collect(Collectors.joining(", "));
    return gates(x.gates()) + (ended.isEmpty() ? "" : ": " + ended);
  }

  /** Titles of the sheets of a workbook: the ranking, by what it was made, who is not in it. */
  List<String> titles() {
    return List.of(
        say(ranking.profile().title()), say("설명", "Explanation"), say("순위 밖", "Without a rank"));
  }

  private String titleOf(PropertyRole role, String ko, String en) {
    return view.byRole(role).map(p -> say(p.title())).orElse(say(ko, en));
  }

  private List<String> first() {
    return List.of(
        titleOf(PropertyRole.ADDRESS, "주소", "Address"), titleOf(PropertyRole.TITLE, "이름", "Name"));
  }

  /** Headers of the ranked houses. */
  List<String> headers() {
    return headers;
  }

  /** What the view shows of a house, the owner's and the media aside. */
  List<Property> told() {
    return view.properties().stream().filter(RankingTables::isKept).toList();
  }

  private List<String> madeHeaders() {
    List<Criterion> criteria = ranking.profile().criteria();
    List<String> names = new ArrayList<>(first());
    names.add(say("순위", "Rank"));
    names.add(say("점수", "Score"));
    names.add(say("자료 충실도 (%)", "Completeness (%)"));
    names.add(say("이 집을 다 알면 가장 좋은 순위", "Best rank once this house is known"));
    names.add(say("이 집을 다 알면 가장 나쁜 순위", "Worst rank once this house is known"));
    names.add(say("모든 집을 다 알면 가장 좋은 순위", "Best rank once all houses are known"));
    names.add(say("모든 집을 다 알면 가장 나쁜 순위", "Worst rank once all houses are known"));
    names.add(say("나쁘면 점수", "Score at worst"));
    names.add(say("좋으면 점수", "Score at best"));
    names.add(say("늘 10위 안", "Always in the top 10"));
    names.add(say("가중치 ±20%에도 10위 안", "In the top 10 at ±20 %"));
    names.add(say("가중치 ±20% 순위", "Ranks at ±20 %"));
    names.add(say("순위 밖인 까닭", "Why it has no rank"));
    names.add(say("알게 되면 뺄 수 있는 까닭", "What may leave it out"));
    names.add(say("먼저 풀 것", "To be settled first"));
    names.add(say("소유자 연락", "Owner"));
    names.add(say("번호", "Id"));
    criteria.forEach(c -> names.add(say("평가: ", "Judged: ") + say(c.title())));
    for (int i = 0; i < criteria.size(); i++) {
      names.add(
          say("점수: ", "Points: ")
              + say(criteria.get(i).title())
              + say(" (최대 ", " (at most ")
              + plain(ranking.shares().get(i))
              + ")");
    }
    names.add(say("점수 합 (아는 것)", "Points in all (known)"));
    names.add(say("모르는 것", "Not known"));
    names.add(say("경도", "Longitude"));
    names.add(say("위도", "Latitude"));
    properties.forEach(p -> names.add(header(p)));
    return names;
  }

  /**
   * A house of the ranking, or one of which too little is known.
   *
   * @param known what its layer says of it
   * @param isSilent whether its owner is not to be contacted
   */
  List<Object> row(Ranking.House h, Map<Property, Object> known, boolean isSilent) {
    return row(h, h.rank() > 0 ? null : tooLittle(), known, isSilent);
  }

  /** A house that a gate leaves out, under the same headers. */
  List<Object> row(Ranking.Excluded x, Map<Property, Object> known, boolean isSilent) {
    return row(x.house(), leftOut() + reasons(x), known, isSilent);
  }

  private List<Object> row(
      Ranking.House h, String why, Map<Property, Object> known, boolean isSilent) {
    boolean isRanked = h.rank() > 0;
    Ranking.Span span = h.span();
    List<Object> row = new ArrayList<>();
    row.add(h.address());
    row.add(say(h.title()));
    row.add(isRanked ? h.rank() : null);
    row.add(rounded(h.score(), 10));
    row.add(rounded(h.completeness() * 100, 10));
    row.add(rank(span.ownBest()));
    row.add(rank(span.ownWorst()));
    row.add(rank(span.best()));
    row.add(rank(span.worst()));
    row.add(rounded(span.leastScore(), 10));
    row.add(rounded(span.mostScore(), 10));
    row.add(isRanked ? yesNo(span.alwaysInTop10()) : null);
    row.add(isRanked ? yesNo(h.stability().staysInTop10()) : null);
    row.add(isRanked ? h.stability().bestRank() + "~" + h.stability().worstRank() : null);
    row.add(why);
    row.add(mayLeave(span));
    row.add(gates(h.conditional()));
    row.add(contact(isSilent));
    row.add(h.id());
    h.marks().forEach(m -> row.add(m.fact() == null ? null : say(m.fact())));
    h.marks().forEach(m -> row.add(points(m)));
    row.add(rounded(h.points(), 100));
    row.add(missing(h));
    place(row, h.longitude(), h.latitude());
    properties.forEach(p -> row.add(cell(p, known.get(p))));
    return row;
  }

  private static void place(List<Object> row, double longitude, double latitude) {
    row.add(Double.isNaN(longitude) ? null : longitude);
    row.add(Double.isNaN(latitude) ? null : latitude);
  }

  static Integer rank(int rank) {
    return rank > 0 ? rank : null;
  }

  private String yesNo(boolean is) {
    return is ? say("예", "yes") : say("아니요", "no");
  }

  /**
   * Of the same hundred for every house; of what is not known, between what they can come to be.
   */
  private static Object points(Ranking.Mark m) {
    return m.isKnown()
        ? rounded(m.points(), 100)
        : "? (" + plain(m.least()) + "~" + plain(m.most()) + ")";
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private String missing(Ranking.House h) {
    return h.missing().stream().map(m -> say(h.called(m))).collect(Collectors.joining(", "));
  }

  /** What may take a house out of the ranking once everything is known. */
  private String mayLeave(Ranking.Span span) {
    String gates = gates(span.leavingOut());
    if (!span.mayNotMatch()) {
      return gates;
    }
    String scope = say("조건이나 구역에 들지 않음", "it may not match");
    return gates.isEmpty() ? scope : gates + ", " + scope;
  }

  private String tooLittle() {
    return say("자료가 모자람", "too little known");
  }

  private String leftOut() {
    return say("뺌: ", "left out: ");
  }

  private String contact(boolean isSilent) {
    return isSilent ? say("연락 금지", "do not contact") : say("연락 가능", "may be contacted");
  }

  private String header(Property p) {
    return p.unit() == null
        ? say(p.title())
        : say(p.title()) + " (" + say(UnitNames.written(p.unit())).strip() + ")";
  }

  private Object cell(Property p, Object value) {
    if (value instanceof Boolean yes) {
      return yes ? say("예", "yes") : say("아니요", "no");
    }
    if (value instanceof List<?> list) {
      return list.stream().map(v -> chosen(p, v)).collect(Collectors.joining(", "));
    }
    if (value instanceof OffsetDateTime time) {
      return MINUTE.format(time.atZoneSameInstant(TownZone.ID));
    }
    return value instanceof String text ? chosen(p, text) : value;
  }

  private String chosen(Property p, Object value) {
    return p.choice(String.valueOf(value))
        .map(Choice::title)
        .map(this::say)
        .orElse(String.valueOf(value));
  }

  static Double rounded(double number, int parts) {
    return Double.isNaN(number) ? null : Math.round(number * parts) / (double) parts;
  }

  /** Headers of the houses that have no rank. */
  List<String> asideHeaders() {
    List<String> headers = new ArrayList<>(first());
    headers.add(say("까닭", "Why"));
    headers.add(say("무엇 때문에", "Because of"));
    headers.add(say("자료 충실도 (%)", "Completeness (%)"));
    headers.add(say("이 집을 다 알면 가장 좋은 순위", "Best rank once this house is known"));
    headers.add(say("이 집을 다 알면 가장 나쁜 순위", "Worst rank once this house is known"));
    headers.add(say("번호", "Id"));
    return headers;
  }

  List<Object> aside(Ranking.House h) {
    return Arrays.asList(
        h.address(),
        say(h.title()),
        tooLittle(),
        missing(h),
        rounded(h.completeness() * 100, 10),
        rank(h.span().ownBest()),
        rank(h.span().ownWorst()),
        h.id());
  }

  List<Object> aside(Ranking.Excluded x) {
    Ranking.House h = x.house();
    Double known = rounded(h.completeness() * 100, 10);
    return Arrays.asList(
        h.address(), say(h.title()), say("뺌", "left out"), reasons(x), known, null, null, h.id());
  }
}
