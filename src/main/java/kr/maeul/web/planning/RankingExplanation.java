package kr.maeul.web.planning;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import kr.maeul.exchange.write.Table;
import kr.maeul.houses.finder.profile.Criterion;
import kr.maeul.houses.finder.profile.Gate;
import kr.maeul.houses.finder.ranking.FinderQuestion;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/**
 * By what houses were ranked, as a table: so that a file speaks for itself in a year. For one
 * thread.
 */
final class RankingExplanation {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Ranking ranking;
  private final Lang lang;
  private final JsonNode asked;
  private final List<Text> scope;
  private final String reason;
  private final String taker;

  /**
   * @param ranking all of it but the houses
   * @param asked the body that was sent
   * @param scope which houses were looked at, in words
   * @param reason for which it is taken away
   * @param taker who takes it
   */
  RankingExplanation(
      Ranking ranking, Lang lang, JsonNode asked, List<Text> scope, String reason, String taker) {
    this.ranking = ranking;
    this.lang = lang;
    this.asked = asked;
    this.scope = scope;
    this.reason = reason;
    this.taker = taker;
  }

  private String say(String ko, String en) {
    return lang == Lang.EN ? en : ko;
  }

  private String say(Text text) {
    return text.in(lang);
  }

  /**
   * @param inFile how many ranked houses the file holds
   */
  Table table(int inFile) {
    List<List<Object>> rows = new ArrayList<>();
    add(rows, say("프로필", "Profile"), say(ranking.profile().title()), ranking.profile().id());
    add(rows, say("설명", "Description"), say(ranking.profile().description()));
    add(rows, say("기준 시각 (한국)", "As of (Seoul)"), MINUTE.format(ranking.at().atZone(TownZone.ID)));
    add(rows, say("내려받은 사람", "Taken by"), taker);
    add(rows, say("까닭", "Reason"), reason);
    Ranking.Counts n = ranking.houses();
    add(rows, say("살펴본 집", "Houses looked at"), n.matched());
    add(rows, say("순위를 매긴 집", "Ranked"), n.ranked());
    add(rows, say("순위가 있고 이 파일에 든 집", "Ranked, in this file"), inFile);
    add(rows, say("자료가 모자란 집", "Too little known"), n.insufficient());
    add(rows, say("뺀 집", "Left out"), n.excluded());
    add(rows, say("알게 되면 조건이나 구역에 들 수 있는 집", "May match once more is known"), n.mayMatch());
    add(rows, say("먼저 풀 것이 있는 집", "With something to be settled"), n.conditional());
    examples(rows);
    boolean isByWorst = ranking.question().order() == FinderQuestion.Order.WORST_CASE;
    add(
        rows,
        say("놓은 순서", "In the order of"),
        isByWorst
            ? say(
                "모르는 것이 모두 가장 나쁠 때의 점수", "the score if all that is not known were as bad as can be")
            : say("점수", "the score"));
    filters(rows);
    for (int i = 0; i < ranking.profile().criteria().size(); i++) {
      Criterion c = ranking.profile().criteria().get(i);
      add(
          rows,
          say("가중치 (100 가운데)", "Weight (of 100)"),
          say(c.title()),
          Math.round(ranking.shares().get(i) * 100) / 100.0,
          say("아는 집 ", "known of ") + ranking.known().get(i),
          c.fact().sourceOrNull() == null
              ? say(ranking.profile().layer().title())
              : say(c.fact().sourceOrNull().layer().title()));
    }
    for (Ranking.GateHits g : ranking.gates()) {
      boolean isExcluding = g.gate().kind() == Gate.Kind.EXCLUDE;
      add(
          rows,
          say("거르는 조건", "Gate"),
          say(g.gate().title()),
          isExcluding ? say("뺌", "left out") : say("표시함", "marked"),
          g.hits());
    }
    sources(rows);
    add(
        rows,
        say("알림", "Note"),
        say(
            "점수는 자료로 셈한 것입니다. 현장 확인이 필요합니다. 모르는 것은 0이 아니라 모르는 것으로 두었습니다.",
            "Scores are computed from records; each house has to be seen. What is not known counts"
                + " as not known, never as zero."));
    return new Table(
        say("설명", "Explanation"),
        List.of(
            say("무엇", "What"),
            say("값", "Value"),
            say("값 2", "Value 2"),
            say("값 3", "Value 3"),
            say("출처 레이어", "Layer")),
        rows);
  }

  private void filters(List<List<Object>> rows) {
    String label = say("살펴본 범위", "Houses looked at: which");
    scope.forEach(words -> add(rows, label, say(words)));
    if (scope.isEmpty()) {
      add(rows, label, say("모든 집 (조건과 구역 없음)", "all, without conditions or an area"));
    }
    if (asked.hasNonNull("filter")) {
      JsonNode filter = asked.get("filter");
      add(
          rows,
          say("거르기 (CQL2)", "Filter (CQL2)"),
          filter.isTextual() ? filter.asText() : filter.toString());
    }
    if (asked.hasNonNull("within")) {
      add(rows, say("구역", "Within"), asked.get("within").asText());
    }
    if (asked.hasNonNull("area")) {
      add(rows, say("그린 구역 안", "In a drawn area"), asked.get("area").toString());
    }
    if (asked.hasNonNull("exclude")) {
      add(rows, say("그린 구역 밖", "Outside of a drawn area"), asked.get("exclude").toString());
    }
    if (asked.hasNonNull("ids")) {
      add(rows, say("고른 집만", "Chosen houses only"), asked.get("ids").size());
    }
  }

  private void examples(List<List<Object>> rows) {
    if (ranking.houses().examplesLeftOut() > 0) {
      add(
          rows,
          say("보지 않은 예시", "Made-up examples, not looked at"),
          ranking.houses().examplesLeftOut());
    }
    if (ranking.houses().examples() > 0) {
      add(
          rows,
          say("알림", "Note"),
          ranking.houses().examples() < ranking.houses().matched()
              ? say(
                  "예시로 만든 집 " + ranking.houses().examples() + "곳이 섞여 있습니다.",
                  ranking.houses().examples() + " made-up examples are among these.")
              : say("모두 예시로 만든 집입니다. 실제 집이 아닙니다.", "All houses are made-up examples."));
    }
  }

  /** From where the records are that it stands on, and of when: every one. */
  private void sources(List<List<Object>> rows) {
    for (Ranking.Sources of : ranking.sources()) {
      for (Ranking.Source s : of.sources()) {
        add(
            rows,
            say("출처", "Source"),
            s.name() == null ? say("출처 기록 없음", "no source on record") : s.name(),
            asOf(s),
            say("기록 ", "records: ") + s.records(),
            say(of.layer().title()));
      }
      for (Ranking.LoadedFile f : of.files()) {
        add(
            rows,
            say("불러온 파일", "Loaded file"),
            f.name(),
            f.day(),
            say("기록 ", "records: ") + f.records(),
            say(of.layer().title()));
      }
    }
  }

  private String asOf(Ranking.Source s) {
    if (s.earliest() == null) {
      return say("기준일 기록 없음", "no date on record");
    }
    String days = s.earliest() + (s.earliest().equals(s.latest()) ? "" : " ~ " + s.latest());
    return say("기준일 ", "as of ") + days;
  }

  private static void add(List<List<Object>> rows, Object... cells) {
    List<Object> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(cell);
    }
    rows.add(row);
  }
}
