package kr.maeul.web.planning;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kr.maeul.exchange.write.CsvFile;
import kr.maeul.exchange.write.Table;
import kr.maeul.exchange.write.WorkbookFile;
import kr.maeul.feature.parse.FeatureText;
import kr.maeul.houses.finder.WholeRanking;
import kr.maeul.houses.finder.ranking.Ranking;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Lang;
import kr.maeul.layer.text.Text;

/**
 * Writes a whole ranking as a file, some houses at a time: the ranked ones, and those without a
 * rank with the reason. What is held in memory does not grow with the number of houses. For one
 * thread.
 */
final class RankingFile {
  private final WholeRanking ranking;
  private final RankingTables tables;
  private final Houses houses;
  private final boolean hasUnranked;

  /** What the layer and the owners' records say of houses. */
  interface Houses {
    /** All that the view shows, by id. */
    Map<String, Map<Property, Object>> values(List<String> ids);

    /** Those whose owners are not to be contacted. */
    Set<String> silent(List<String> ids);
  }

  /** Takes a house as a row. */
  private interface Rows {
    void row(List<Object> row) throws IOException;
  }

  /**
   * @param hasUnranked whether houses without a rank are in it
   */
  RankingFile(WholeRanking ranking, RankingTables tables, Houses houses, boolean hasUnranked) {
    this.ranking = ranking;
    this.tables = tables;
    this.houses = houses;
    this.hasUnranked = hasUnranked;
  }

  /** How many houses are in it. */
  int size() {
    Ranking.Counts counts = ranking.summary().houses();
    return ranking.size() + (hasUnranked ? counts.insufficient() + counts.excluded() : 0);
  }

  /** A workbook: the ranking, by what it was made, and who is not in it. */
  void xlsx(OutputStream out, RankingExplanation explanation) throws IOException {
    List<String> titles = tables.titles();
    try (WorkbookFile book = new WorkbookFile(out, "Maeul")) {
      try (WorkbookFile.Sheet sheet = book.sheet(titles.get(0), tables.headers())) {
        ranking.ranked(some -> rows(some, sheet::row));
      }
      Table told = explanation.table(ranking.size());
      try (WorkbookFile.Sheet sheet = book.sheet(titles.get(1), told.headers())) {
        for (List<Object> row : told.rows()) {
          sheet.row(row);
        }
      }
      if (hasUnranked) {
        try (WorkbookFile.Sheet sheet = book.sheet(titles.get(2), tables.asideHeaders())) {
          ranking.insufficient(some -> each(some, h -> sheet.row(tables.aside(h))));
          ranking.excluded(some -> each(some, x -> sheet.row(tables.aside(x))));
        }
      }
    }
  }

  private interface One<T> {
    void take(T one) throws IOException;
  }

  private static <T> void each(List<T> some, One<T> into) throws IOException {
    for (T one : some) {
      into.take(one);
    }
  }

  private void rows(List<Ranking.House> some, Rows into) throws IOException {
    Known known = known(some.stream().map(Ranking.House::id).toList());
    for (Ranking.House h : some) {
      into.row(tables.row(h, known.of(h.id()), known.silent.contains(h.id())));
    }
  }

  private record Known(Map<String, Map<Property, Object>> values, Set<String> silent) {
    Map<Property, Object> of(String id) {
      return values.getOrDefault(id, Map.of());
    }
  }

  private Known known(List<String> ids) {
    return new Known(houses.values(ids), houses.silent(ids));
  }

  /** One table of all of them, those without a rank below. */
  void csv(CsvFile csv) throws IOException {
    ranking.ranked(some -> rows(some, csv::row));
    if (hasUnranked) {
      ranking.insufficient(some -> rows(some, csv::row));
      ranking.excluded(
          some -> {
            Known known = known(some.stream().map(Ranking.Excluded::id).toList());
            for (Ranking.Excluded x : some) {
              csv.row(tables.row(x, known.of(x.id()), known.silent.contains(x.id())));
            }
          });
    }
  }

  /** Features; what the finder says of each begins with {@code finder}. */
  void geoJson(OutputStream out, Lang lang, List<Text> scope, String reason) throws IOException {
    Ranking summary = ranking.summary();
    try (JsonGenerator json = new JsonFactory(new ObjectMapper()).createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("type", "FeatureCollection");
      json.writeStringField("profile", summary.profile().id());
      json.writeStringField("title", summary.profile().title().in(lang));
      json.writeStringField("timeStamp", summary.at().toString());
      json.writeStringField("order", summary.question().order().word());
      json.writeStringField("reason", reason);
      json.writeArrayFieldStart("scope");
      for (Text words : scope) {
        json.writeString(words.in(lang));
      }
      json.writeEndArray();
      json.writeNumberField("mayMatch", summary.houses().mayMatch());
      json.writeObjectFieldStart("weights");
      for (int i = 0; i < summary.shares().size(); i++) {
        String id = summary.profile().criteria().get(i).id();
        json.writeNumberField(id, Math.round(summary.shares().get(i) * 100) / 100.0);
      }
      json.writeEndObject();
      json.writeArrayFieldStart("features");
      ranking.ranked(some -> features(json, some));
      if (hasUnranked) {
        ranking.insufficient(some -> features(json, some));
        ranking.excluded(
            some -> {
              Known known = known(some.stream().map(Ranking.Excluded::id).toList());
              for (Ranking.Excluded x : some) {
                begin(json, x.house(), known);
                json.writeNullField("finderRank");
                json.writeStringField("finderStatus", "excluded");
                json.writeStringField("finderExcludedBy", tables.reasons(x));
                known(json, x.house());
                end(json);
              }
            });
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private void features(JsonGenerator json, List<Ranking.House> some) throws IOException {
    Known known = known(some.stream().map(Ranking.House::id).toList());
    for (Ranking.House h : some) {
      begin(json, h, known);
      json.writeObjectField("finderRank", h.rank() > 0 ? h.rank() : null);
      json.writeStringField("finderStatus", h.rank() > 0 ? "ranked" : "insufficient");
      json.writeObjectField("finderScore", RankingTables.rounded(h.score(), 10));
      known(json, h);
      Ranking.Span span = h.span();
      json.writeObjectField("finderOwnBestRank", RankingTables.rank(span.ownBest()));
      json.writeObjectField("finderOwnWorstRank", RankingTables.rank(span.ownWorst()));
      json.writeObjectField("finderAllBestRank", RankingTables.rank(span.best()));
      json.writeObjectField("finderAllWorstRank", RankingTables.rank(span.worst()));
      json.writeBooleanField("finderAlwaysInTop10", span.alwaysInTop10());
      json.writeBooleanField("finderMayNotMatch", span.mayNotMatch());
      json.writeStringField("finderMayBeExcludedBy", tables.gates(span.leavingOut()));
      end(json);
    }
  }

  /** What is known of a house, whatever becomes of it. */
  private void known(JsonGenerator json, Ranking.House h) throws IOException {
    json.writeObjectField("finderCompleteness", RankingTables.rounded(h.completeness(), 1000));
    json.writeStringField("finderConditional", tables.gates(h.conditional()));
    json.writeObjectField("finderPoints", RankingTables.rounded(h.points(), 100));
    for (Ranking.Mark m : h.marks()) {
      String name = "finderPoints_" + m.criterion().id();
      json.writeObjectField(name, RankingTables.rounded(m.points(), 100));
    }
  }

  private void begin(JsonGenerator json, Ranking.House h, Known known) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "Feature");
    json.writeStringField("id", h.id());
    if (h.hasPlace()) {
      json.writeObjectFieldStart("geometry");
      json.writeStringField("type", "Point");
      json.writeArrayFieldStart("coordinates");
      json.writeNumber(h.longitude());
      json.writeNumber(h.latitude());
      json.writeEndArray();
      json.writeEndObject();
    } else {
      json.writeNullField("geometry");
    }
    json.writeObjectFieldStart("properties");
    for (Property p : tables.told()) {
      json.writeFieldName(p.name());
      json.writeTree(FeatureText.toJson(known.of(h.id()).get(p)));
    }
    json.writeBooleanField("mayContact", !known.silent.contains(h.id()));
  }

  private static void end(JsonGenerator json) throws IOException {
    json.writeEndObject();
    json.writeEndObject();
  }
}
