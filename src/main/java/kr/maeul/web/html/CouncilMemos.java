package kr.maeul.web.html;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import kr.maeul.finder.Criterion;
import kr.maeul.finder.Fact;
import kr.maeul.finder.Gate;
import kr.maeul.finder.Ranking;
import kr.maeul.houses.HouseField;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Role;

/**
 * Puts together the council memo of a ranking. Without addresses it tells nothing by which a house
 * could be found: no name, no number, no place, and distances to named things in broad steps only,
 * since three exact ones are as good as an address. For one answer, in one language.
 */
final class CouncilMemos {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy.MM.dd HH:mm");
  private static final int MOST_REASONS = 3;
  private static final int MOST_MISSING = 3;
  private static final int STEP_METRES = 250;
  private static final double MOSTLY_UNKNOWN = 0.5;

  private final Ranking ranking;
  private final Map<String, Item> houses;
  private final boolean isExact;
  private final Wording wording;

  /**
   * @param houses of the ranking, by id
   * @param isExact whether names and addresses may stand in it
   */
  CouncilMemos(Ranking ranking, Map<String, Item> houses, boolean isExact, Wording wording) {
    this.ranking = ranking;
    this.houses = houses;
    this.isExact = isExact;
    this.wording = wording;
  }

  CouncilMemo of(String purpose) {
    return new CouncilMemo(
        wording.say(ranking.profile().title()),
        wording.say(ranking.profile().description()),
        purpose,
        MINUTE.format(ranking.at().atZone(SEOUL)),
        isExact,
        counts(),
        gates(),
        weights(),
        ranking.ranking().stream().map(this::house).toList(),
        unknown(),
        sources());
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
        stability(h.stability()),
        Math.round(h.completeness() * 100) + "%",
        missing(h));
  }

  private List<String> reasons(Ranking.House h) {
    return h.marks().stream()
        .filter(m -> m.isKnown() && m.points() > 0)
        .sorted(Comparator.comparing(Ranking.Mark::points).reversed())
        .limit(MOST_REASONS)
        .map(m -> fact(m) + " (" + decimal(m.points()) + wording.say("점)", " points)"))
        .toList();
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

  private String stability(Ranking.Stability s) {
    if (s == null) {
      return "";
    }
    String range =
        s.bestRank() == s.worstRank()
            ? wording.say(s.bestRank() + "위", "rank " + s.bestRank())
            : wording.say(
                s.bestRank() + "~" + s.worstRank() + "위",
                "rank " + s.bestRank() + "–" + s.worstRank());
    String top =
        s.staysInTop10()
            ? wording.say("늘 10위 안", "always in the top 10")
            : wording.say(
                "10위 안 " + s.kept() + "/" + s.of(), "top 10 in " + s.kept() + " of " + s.of());
    return range + ", " + top;
  }

  private List<String> missing(Ranking.House h) {
    return h.missing().stream()
        .limit(MOST_MISSING)
        .map(
            m ->
                wording.say(m.criterion().title())
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

  private List<String> sources() {
    Set<String> sources = new LinkedHashSet<>();
    Set<Layer> layers = new LinkedHashSet<>();
    ranking.profile().criteria().stream()
        .map(c -> c.fact().sourceOrNull())
        .filter(Objects::nonNull)
        .forEach(s -> layers.add(s.layer()));
    Set<String> ofHouses = new LinkedHashSet<>();
    String newest = "";
    for (Item item : houses.values()) {
      wording.byRole(item, Role.SOURCE).ifPresent(ofHouses::add);
      String asOf = wording.byRole(item, Role.AS_OF).orElse("");
      newest = asOf.compareTo(newest) > 0 ? asOf : newest;
    }
    String houseTitle = wording.say(ranking.profile().layer().title());
    String date =
        newest.isEmpty()
            ? wording.say("기준일 기록 없음", "no date on record")
            : wording.say("기준일 " + newest + "까지", "as of " + newest + " at the latest");
    ofHouses.stream().limit(MOST_REASONS).forEach(s -> sources.add(houseTitle + ": " + s));
    sources.add(houseTitle + ": " + date);
    for (Layer layer : layers) {
      sources.add(
          wording.say(layer.title()) + wording.say(" (이 서비스의 레이어)", " (a layer of this service)"));
    }
    return List.copyOf(sources);
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.1f", number).replaceFirst("\\.0$", "");
  }
}
