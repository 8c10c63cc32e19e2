package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.exchange.mapping.Column;
import kr.maeul.exchange.mapping.ColumnMatcher;
import kr.maeul.exchange.mapping.ContentIds;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.parcel.ParcelIds;
import kr.maeul.exchange.place.PlaceSample;
import kr.maeul.exchange.place.RowCheck;
import kr.maeul.exchange.place.Town;
import kr.maeul.exchange.row.BadRowsFile;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.InvalidFileException;
import kr.maeul.exchange.row.LineIds;
import kr.maeul.exchange.row.Row;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.feature.Feature;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.geo.CrsRegistry;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.PublicRule;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.LoadMode;
import kr.maeul.store.load.LoadRequest;

/** One import: reads a file row by row, and loads what can be taken. For one thread. */
final class ImportRun {
  private static final int ROWS_A_TICK = 1024;
  private static final int MOST_CONFLICTS = 100_000;

  /** Features that a refusal names. */
  private static final int MOST_NAMED = 10;

  private final FeatureStore store;
  private final CrsRegistry crs;
  private final Town town;
  private final ImportRequest request;
  private final Progress progress;
  private final RowParser parser;
  private final ContentIds contentIds;
  private final Optional<ParcelIds> parcelIds;
  private final Property countedBy;
  private final Property title;
  private final List<Text> remarks = new ArrayList<>();
  private Refinement refinement;
  private RowCheck places;
  private final LineIds line = new LineIds();
  private boolean isTitled;
  private ImportLog log;
  private IdMaker ids;
  private BadRows badOnes;
  private long withoutPlace;
  private long withoutPlaceButArea;
  private long rows;
  private long bad;

  ImportRun(
      FeatureStore store, CrsRegistry crs, Town town, ImportRequest request, Progress progress) {
    this.store = store;
    this.crs = crs;
    this.town = town;
    this.request = request;
    this.progress = progress;
    this.parser = new RowParser(request, crs.reading(request.crs(), request.swapped()));
    this.contentIds = new ContentIds(request.idPrefix());
    this.parcelIds = ParcelIds.of(request.layer(), request.idPrefix());
    this.title = request.layer().byRole(PropertyRole.TITLE).orElse(null);
    PublicRule.Summary summary = request.layer().publicRule().summary();
    this.countedBy =
        summary == null ? null : request.layer().property(summary.by().get(0)).orElseThrow();
  }

  ImportReport run() throws IOException, InvalidFileException {
    ColumnMatcher matcher = new ColumnMatcher(request);
    FirstLook look = FirstLook.at(request, town, crs);
    refinement = new Refinement(request.layer(), look.lots());
    places = look.places();
    remarks.addAll(look.remarks());
    try (OpenFile file = OpenFile.open(request, matcher);
        BadRowsFile badRows =
            request.badRows() == null
                ? null
                : new BadRowsFile(request.badRows(), file.source().measuredHeader());
        ReportFile report =
            request.reportFile() == null ? null : new ReportFile(request.reportFile());
        FeatureLoad load = store.load(loadRequest())) {
      log = new ImportLog(report);
      ids = request.idFrom().isEmpty() ? null : new IdMaker(request.idPrefix(), request.idFrom());
      badOnes = new BadRows(request, refinement, ids, parcelIds.orElse(null));
      file.source().notes().forEach(log::add);
      readAll(file, load, badRows);
      if (rows > 0 && file.source().header().isEmpty()) {
        matcher.checkNamed(request, List.of());
      }
      List<FeatureLoad.Conflict> conflicts = load.conflicts(MOST_CONFLICTS);
      report(file.source(), conflicts, badRows);
      FeatureLoad.Result result = FeatureLoad.Result.NOTHING;
      FeatureLoad.Effects effects = FeatureLoad.Effects.NONE;
      LoadNotes told = new LoadNotes(request, file.source(), log, badOnes);
      if (bad == 0 || request.skipBad()) {
        result = load.plan(unsaid(file.source(), matcher), told);
        effects = load.effects(MOST_NAMED);
        remarks.addAll(told.remarks(load, MOST_NAMED));
        withoutPlace = load.withoutPlace(null);
        withoutPlaceButArea = countedBy == null ? 0 : load.withoutPlace(countedBy);
      }
      Text refusal =
          Refusals.of(request, rows, bad, result, effects, badOnes, file.source().placesAreLines());
      boolean commit = !request.dryRun() && (bad == 0 || request.skipBad()) && refusal == null;
      result = commit ? load.commit() : result;
      List<ImportReport.LostColumn> lost = lost(matcher);
      lost.forEach(log::add);
      if (title != null && !isTitled && rows > bad) {
        remarks.add(untitled());
      }
      Text spared = badOnes.spared(file.source().placesAreLines());
      if (spared != null) {
        remarks.add(spared);
      }
      boolean uncounted = conflicts.size() >= MOST_CONFLICTS;
      if (commit && uncounted) {
        bad = rows - result.inserted() - result.updated() - result.unchanged();
      }
      return new ImportReport(
          file.source().format(),
          file.source().placesAreLines(),
          rows,
          bad,
          log.problems(),
          uncounted && !commit,
          log.tally().counts(),
          log.tally().groups(),
          log.tally().all(),
          withoutPlace,
          withoutPlaceButArea,
          lost,
          contentIds.made(),
          commit,
          result,
          effects,
          refusal,
          remarks);
    }
  }

  /** Of what the file says nothing in any row, now that all of it is read. */
  private Set<String> unsaid(FeatureSource source, ColumnMatcher matcher) {
    Set<String> unsaid = new HashSet<>();
    request.layer().properties().forEach(p -> unsaid.add(p.name()));
    for (Column c : matcher.columns()) {
      if (c.property() != null) {
        unsaid.remove(c.property().name());
      }
    }
    unsaid.removeAll(request.fixed().keySet());
    if (source.placesAreLines() && source.placeColumns().isEmpty()) {
      unsaid.add(request.layer().geometry().name());
    }
    return unsaid;
  }

  private LoadRequest loadRequest() {
    return new LoadRequest(
        request.layer(),
        request.mode(),
        request.file().name(),
        request.author(),
        request.overwrites());
  }

  private void readAll(OpenFile file, FeatureLoad load, BadRowsFile badRows)
      throws IOException, InvalidFileException {
    Row row;
    while ((row = file.source().next()) != null) {
      log.begin();
      if (row.isLeftOut()) {
        row.notes().forEach(log::add);
        continue;
      }
      if (++rows % ROWS_A_TICK == 0) {
        progress.at(file.bytesRead(), rows);
      }
      List<RowProblem> wrong = row.problems();
      if (row.feature() != null) {
        wrong = add(file.source(), row, load);
      }
      if (!wrong.isEmpty()) { // what is to be checked of a row is about one that was taken
        row.notes().stream().filter(n -> n.kind() != RowNote.Kind.CHECK).forEach(log::add);
        long place = row.place();
        badOnes
            .see(file.source(), row, wrong)
            .filter(id -> request.mode() == LoadMode.REPLACE)
            .ifPresent(id -> load.spare(place, id));
        bad(row, wrong, badRows);
      }
    }
    progress.at(file.bytesRead(), rows);
  }

  private List<RowProblem> add(FeatureSource source, Row row, FeatureLoad load) {
    RowFindings findings =
        new RowFindings(
            row.place(), p -> LoadNotes.columnOf(source, request.layer(), p), request.blankBad());
    if (row.feature().get("properties") instanceof ObjectNode properties) {
      refinement.refine(properties, findings);
    }
    JsonNode given = row.feature().path("geometry");
    boolean isNoPlace = PlaceSample.isNoPlace(given);
    if (isNoPlace) {
      findings.noPlace(source.columnOf("/geometry"), request.layer().geometry().required());
      row.feature().putNull("geometry");
    }
    if (ids != null && row.feature().path("id").isMissingNode()) {
      makeId(source, row, findings);
    }
    if (!findings.problems().isEmpty()) {
      return findings.problems();
    }
    try {
      RowParser.Parsed parsed = parser.parse(source, row, findings);
      Feature feature = parsed.feature();
      if (feature.geometry() != null) {
        places
            .doubt(feature.geometry(), given)
            .ifPresent(d -> findings.doubt(source.columnOf("/geometry"), d));
      }
      if (feature.id() == null && request.mode() != LoadMode.INSERT) {
        feature = identified(feature, findings);
      }
      if (!line.isFirst(row.place(), feature.id())) {
        return List.of(new RowProblem(row.place(), "id", LoadWords.TWICE_IN_LINE));
      }
      load.add(row.place(), feature, findings.assumed(), parsed.isPart());
      row.notes().forEach(log::add);
      findings.notes().forEach(log::add);
      isTitled |= title != null && feature.properties().containsKey(title.name());
      if (feature.geometry() == null) {
        withoutPlace++;
        boolean known = countedBy != null && feature.properties().get(countedBy.name()) != null;
        withoutPlaceButArea += known ? 1 : 0;
      }
      return List.of();
    } catch (InvalidFeatureException e) {
      return e.problems().stream()
          .map(
              p ->
                  new RowProblem(
                      row.place(),
                      source.columnOf(p.pointer()),
                      p.pointer().startsWith("/geometry/coordinates")
                          ? places.offTheEarth(p.reason(), given)
                          : p.reason()))
          .toList();
    }
  }

  private Feature identified(Feature feature, RowFindings findings) {
    return parcelIds
        .flatMap(
            ids -> {
              Optional<Feature> made = ids.identify(feature, findings);
              made.ifPresent(f -> findings.assume(request.layer().idName()));
              return made;
            })
        .orElseGet(() -> contentIds.identify(feature));
  }

  /** Of values that were computed only now. */
  private void makeId(FeatureSource source, Row row, RowFindings findings) {
    String id = ids.make(request, source.header(), row, row.feature().path("properties"));
    if (id == null) {
      Text reason =
          new Text(
              "id를 만들 값이 비어 있습니다: " + String.join(", ", request.idFrom()),
              "what the id is made of is blank: " + String.join(", ", request.idFrom()));
      findings.problems().add(new RowProblem(row.place(), "id", reason));
    } else {
      row.feature().put("id", id);
    }
  }

  private Text untitled() {
    return new Text(
        "\""
            + title.title().ko()
            + "\"이 적힌 행이 하나도 없습니다. 어느 열인지 --map 열="
            + title.name()
            + " 으로 알려 주세요.",
        "no row says \""
            + title.title().en()
            + "\"; say which column it is with --map COLUMN="
            + title.name());
  }

  private void bad(Row row, List<RowProblem> wrong, BadRowsFile badRows) throws IOException {
    bad++;
    wrong.forEach(log::add);
    if (badRows != null) {
      badRows.add(row, wrong);
    }
  }

  private void report(
      FeatureSource source, List<FeatureLoad.Conflict> conflicts, BadRowsFile badRows)
      throws IOException, InvalidFileException {
    Map<Long, Map<String, RowProblem>> byPlace = new HashMap<>();
    for (FeatureLoad.Conflict c : conflicts) {
      RowProblem problem =
          new RowProblem(
              c.place(),
              LoadNotes.columnOf(source, request.layer(), c.property()),
              LoadWords.of(c, request.mode(), source.placesAreLines()));
      byPlace.computeIfAbsent(c.place(), p -> new HashMap<>()).put(c.id(), problem);
      log.begin();
      log.add(problem);
    }
    bad += conflicts.size();
    if (badRows != null && !byPlace.isEmpty()) {
      readAgain(byPlace, badRows);
    }
  }

  /** Repeated ids are known only at the end, when the rows are gone. */
  private void readAgain(Map<Long, Map<String, RowProblem>> byPlace, BadRowsFile badRows)
      throws IOException, InvalidFileException {
    try (OpenFile again = OpenFile.open(request, new ColumnMatcher(request))) {
      Row row;
      while ((row = again.source().next()) != null) {
        Map<String, RowProblem> ofLine = byPlace.getOrDefault(row.place(), Map.of());
        String id = row.feature() == null ? "" : row.feature().path("id").asText("");
        for (Map.Entry<String, RowProblem> e : ofLine.entrySet()) {
          if (id.isEmpty() || id.equals(e.getKey())) {
            badRows.add(row, List.of(e.getValue()));
          }
        }
      }
    }
  }

  private static List<ImportReport.LostColumn> lost(ColumnMatcher matcher) {
    List<ImportReport.LostColumn> lost = new ArrayList<>();
    for (Column c : matcher.columns()) {
      boolean unused = c.property() == null && !c.isId() && !c.isPlace();
      if (c.lost() > 0 || unused) {
        lost.add(new ImportReport.LostColumn(c.header(), c.lost(), c.reason()));
      }
    }
    return lost;
  }
}
