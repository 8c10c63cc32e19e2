package kr.maeul.web.html.print;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.houses.figures.HouseField;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Fact;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Text;
import kr.maeul.web.html.Item;
import kr.maeul.web.html.Wording;

/**
 * Puts together the council memo of a ranking. Without addresses it tells nothing by which a house
 * could be found: no name, no number, no place, and distances to named things in broad steps only,
 * since three exact ones are as good as an address. For one answer, in one language.
 */
final class CouncilMemos {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm");
  private static final int MOST_REASONS = 3;
  private static final int MOST_MISSING = 3;
  private static final int STEP_METRES = 250;
  private static final double MOSTLY_UNKNOWN = 0.5;

  private final Ranking ranking;
  private final Map<String, Item> houses;
  private final List<Text> scope;
  private final boolean isExact;
  private final Wording wording;

  /**
   * @param houses of the ranking, by id
   * @param scope which houses were looked at
   * @param isExact whether names and addresses may stand in it
   */
  CouncilMemos(
      Ranking ranking,
      Map<String, Item> houses,
      List<Text> scope,
      boolean isExact,
      Wording wording) {
    this.ranking = ranking;
    this.houses = houses;
    this.scope = scope;
    this.isExact = isExact;
    this.wording = wording;
  }

  CouncilMemo of(String purpose) {
    return new CouncilMemo(
        wording.say(ranking.profile().title()),
        wording.say(ranking.profile().description()),
        purpose,
        MINUTE.format(ranking.at().atZone(TownZone.ID)),
        scope.stream().map(wording::say).toList(),
        isExact,
        counts(),
        gates(),
        weights(),
        ranking.ranking().stream().map(this::house).toList(),
        unknown(),
        sources(),
        examples(),
        mayMatch(),
        order());
  }

  private List<CouncilMemo.Line> counts() {
    Ranking.Counts c = ranking.houses();
    return List.of(
        line("살펴본 집", "Looked at", c.matched()),
        line("순위를 매긴 집", "Ranked", c.ranked()),
        line("제외된 집", "Left out by a gate", c.excluded()),
        line("조건부인 집", "On condition", c.conditional()),
        line("자료가 모자란 집", "Too little known", c.insufficient()));
  }

  private CouncilMemo.Line line(String ko, String en, int n) {
    return new CouncilMemo.Line(wording.say(ko, en), String.format(Locale.ROOT, "%,d", n));
  }

  private List<CouncilMemo.GateLine> gates() {
    return ranking.gates().stream()
        .map(
            g ->
                new CouncilMemo.GateLine(
                    wording.say(g.gate().title()),
                    g.gate().kind() == Gate.Kind.EXCLUDE
                        ? wording.say("제외", "left out")
                        : wording.say("조건부", "on condition"),
                    g.hits()))
        .toList();
  }

  private List<CouncilMemo.WeightLine> weights() {
    int all = ranking.houses().ranked() + ranking.houses().insufficient();
    List<CouncilMemo.WeightLine> lines = new ArrayList<>();
    for (int i = 0; i < ranking.profile().criteria().size(); i++) {
      double share = ranking.shares().get(i);
      int known = ranking.known().get(i);
      lines.add(
          new CouncilMemo.WeightLine(
              wording.say(ranking.profile().criteria().get(i).title()),
              decimal(share),
              share,
              wording.say("%,d곳 중 %,d곳", "%2$,d of %1$,d").formatted(all, known)));
    }
    return lines;
  }

  private CouncilMemo.House house(Ranking.House h) {
    Item item = houses.get(h.id());
    String dong =
        item == null
            ? ""
            : HouseField.DONG.in(item.view()).flatMap(p -> wording.text(item, p)).orElse("");
    String where = dong.isEmpty() ? wording.say("동 기록 없음", "dong not on record") : dong;
    String address = h.address() == null ? where : h.address();
    return new CouncilMemo.House(
        h.rank(),
        isExact ? wording.say(h.title()) : where,
        isExact ? address : "",
        decimal(h.score()),
        h.score(),
        reasons(h),
        h.conditional().stream().map(g -> wording.say(g.title())).toList(),
        stability(h),
        Math.round(h.completeness() * 100) + "%",
        missing(h));
  }

  private List<String> reasons(Ranking.House h) {
    return h.marks().stream()
        .filter(m -> m.isKnown() && m.points() > 0)
        .sorted(Comparator.comparing(Ranking.Mark::points).reversed())
        .limit(MOST_REASONS)
        .map(m -> fact(m) + " (" + points(m) + ")")
        .toList();
  }

  private String points(Ranking.Mark m) {
    String points = decimal(m.points());
    String most = decimal(m.share());
    return wording.say(points + " / " + most + "점", points + " of " + most + " points");
  }

  /** The fact in words, which say what it is of. */
  private String fact(Ranking.Mark m) {
    boolean isDistance = m.criterion().fact() instanceof Fact.Nearest;
    if (isExact || !isDistance || m.nearest() == null) {
      return m.fact() == null ? "" : wording.say(m.fact());
    }
    long steps = Math.max(1, (long) Math.ceil(m.nearest().metres() / STEP_METRES));
    long metres = steps * STEP_METRES;
    String thing =
        wording.say(m.criterion().thing() == null ? m.criterion().title() : m.criterion().thing());
    return thing + " " + wording.say(metres + " m 안", "within " + metres + " m");
  }

  /** “Always” is said where neither other weights nor anything that is found out changes it. */
  private List<String> stability(Ranking.House h) {
    Ranking.Stability s = h.stability();
    if (s == null) {
      return List.of();
    }
    String top =
        h.span().alwaysInTop10()
            ? wording.say("늘 10위 안", "always in the top 10")
            : s.staysInTop10()
                ? wording.say("가중치를 바꿔도 10위 안", "top 10 with weights moved")
                : wording.say(
                    "10위 안 " + s.kept() + "/" + s.of(), "top 10 in " + s.kept() + " of " + s.of());
    List<String> lines = new ArrayList<>(List.of(top));
    lines.add(wording.say("가중치 ±20%: ", "weights ±20 %: ") + ranks(s.bestRank(), s.worstRank()));
    if (h.span().canBeRanked()) {
      lines.add(
          wording.say("이 집을 다 알면: ", "this house known: ")
              + ranks(h.span().ownBest(), h.span().ownWorst()));
      lines.add(
          wording.say("모든 집을 다 알면: ", "all houses known: ")
              + ranks(h.span().best(), h.span().worst()));
    }
    return lines;
  }

  private String ranks(int best, int worst) {
    return best == worst
        ? wording.say("%,d위".formatted(best), "rank %,d".formatted(best))
        : wording.say("%,d~%,d위".formatted(best, worst), "rank %,d–%,d".formatted(best, worst));
  }

  private List<String> missing(Ranking.House h) {
    List<String> missing = new ArrayList<>(missingFacts(h));
    if (!h.span().leavingOut().isEmpty()) {
      missing.add(
          wording.say("알게 되면 뺄 수도 있음: ", "may be left out once known: ")
              + h.span().leavingOut().stream()
                  .map(g -> wording.say(g.title()))
                  .collect(Collectors.joining(", ")));
    }
    if (h.span().mayNotMatch()) {
      missing.add(wording.say("알게 되면 조건이나 구역에 들지 않을 수도 있음", "may not match any more once known"));
    }
    return missing;
  }

  private List<String> missingFacts(Ranking.House h) {
    return h.missing().stream()
        .limit(MOST_MISSING)
        .map(
            m ->
                wording.say(h.called(m))
                    + (m.rankIfBest() > 0 && m.rankIfWorst() > 0
                        ? wording.say(
                            " (%d~%d위)".formatted(m.rankIfBest(), m.rankIfWorst()),
                            " (rank %d–%d)".formatted(m.rankIfBest(), m.rankIfWorst()))
                        : ""))
        .toList();
  }

  /** Criteria that are known of fewer than half of the houses. */
  private List<String> unknown() {
    int all = ranking.houses().ranked() + ranking.houses().insufficient();
    List<String> unknown = new ArrayList<>();
    List<Criterion> criteria = ranking.profile().criteria();
    for (int i = 0; i < criteria.size(); i++) {
      int known = ranking.known().get(i);
      if (all > 0 && known < all * MOSTLY_UNKNOWN && ranking.shares().get(i) > 0) {
        String title = wording.say(criteria.get(i).title());
        unknown.add(
            wording.say(
                "%s: %,d곳 중 %,d곳만 압니다".formatted(title, all, known),
                "%s: known of %,d of %,d houses".formatted(title, known, all)));
      }
    }
    return unknown;
  }

  /** Every source that the ranking stands on, with the days as of which it is. */
  private List<String> sources() {
    List<String> sources = new ArrayList<>();
    for (Ranking.Sources of : ranking.sources()) {
      for (Ranking.Source s : of.sources()) {
        String name = s.name() == null ? wording.say("출처 기록 없음", "no source on record") : s.name();
        String records =
            wording.say("기록 %,d건".formatted(s.records()), "%,d records".formatted(s.records()));
        sources.add(
            wording.say(of.layer().title()) + ": " + name + " (" + records + ", " + asOf(s) + ")");
      }
      for (Ranking.LoadedFile f : of.files()) {
        sources.add(
            wording.say(of.layer().title())
                + ": "
                + wording.say(
                    "불러온 파일 %s (%s, 기록 %,d건)".formatted(f.name(), f.day(), f.records()),
                    "loaded file %s (%s, %,d records)".formatted(f.name(), f.day(), f.records())));
      }
    }
    return sources;
  }

  private String asOf(Ranking.Source s) {
    if (s.earliest() == null) {
      return wording.say("기준일 기록 없음", "no date on record");
    }
    String days = s.earliest() + (s.earliest().equals(s.latest()) ? "" : " ~ " + s.latest());
    return wording.say("기준일 " + days, "as of " + days);
  }

  /** What is to be said of made-up houses; empty where there are none. */
  private String examples() {
    Ranking.Counts c = ranking.houses();
    if (c.examples() > 0 && c.examples() < c.matched()) {
      return wording.say(
          "예시로 만든 집 %,d곳이 섞여 있습니다. 실제 집이 아닙니다.".formatted(c.examples()),
          "%,d made-up examples, which are no houses, are among these.".formatted(c.examples()));
    }
    if (c.examples() > 0) {
      return wording.say(
          "모두 예시로 만든 집입니다. 실제 집이 아니므로 판단에 쓰지 마세요.",
          "All of these are made-up examples, not houses; decide nothing by them.");
    }
    return c.examplesLeftOut() == 0
        ? ""
        : wording.say(
            "예시로 만든 집 %,d곳은 뺐습니다.".formatted(c.examplesLeftOut()),
            "%,d made-up examples are left out.".formatted(c.examplesLeftOut()));
  }

  private String mayMatch() {
    int n = ranking.houses().mayMatch();
    return n == 0
        ? ""
        : wording.say(
            ("지금은 조건이나 구역에 들지 않지만, 모르는 것을 알게 되면 들 수 있는 집이 %,d곳 있습니다."
                    + " ‘모든 집을 다 알면’의 순위에는 이 집들도 들어 있습니다.")
                .formatted(n),
            ("%,d more houses may come to match once it is known of them what the conditions ask for"
                    + " or where they are. They count in the ranks with all houses known.")
                .formatted(n));
  }

  private String order() {
    return ranking.question().order() == FinderQuestion.Order.WORST_CASE
        ? wording.say(
            "모르는 것이 모두 가장 나쁘게 나와도 점수가 높을 집부터 놓았습니다. 순위는 지금 점수에 따른 것입니다.",
            "In the order of the score each house would have if all that is not known were as bad as"
                + " can be; ranks are by the scores of now.")
        : "";
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
  }
}
