package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kr.maeul.exchange.mapping.IdMaker;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.parcel.ParcelIds;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.Row;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowProblem;
import kr.maeul.layer.ImportRules;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.LoadMode;

/**
 * Which features the rows are about that cannot be taken. A replace leaves these as they are; where
 * it is not known which one a row is about, it may be any that the file does not have otherwise.
 * Rows that are counted for their ids are counted here too, so that the ones after them are called
 * as ever. For one thread.
 */
final class BadRows {
  private static final int MOST_PLACES = 5;

  private final ImportRequest request;
  private final Refinement refinement;
  private final IdMaker ids;
  private final ParcelIds parcelIds;
  private final List<Long> firstUnknown = new ArrayList<>();
  private final Map<String, Long> spared = new LinkedHashMap<>();
  private long unknown;

  /**
   * @param ids makes ids of computed values, or null
   * @param parcelIds makes ids where a row has none, or null
   */
  BadRows(ImportRequest request, Refinement refinement, IdMaker ids, ParcelIds parcelIds) {
    this.request = request;
    this.refinement = refinement;
    this.ids = ids;
    this.parcelIds = parcelIds;
  }

  /** The id of the feature that a row is about, where it can be read although the row cannot. */
  Optional<String> see(FeatureSource source, Row row, List<RowProblem> wrong) {
    Optional<String> id = id(source, row, wrong);
    if (id.isEmpty()) {
      unknown++;
      if (firstUnknown.size() < MOST_PLACES) {
        firstUnknown.add(row.place());
      }
    }
    return id;
  }

  private Optional<String> id(FeatureSource source, Row row, List<RowProblem> wrong) {
    boolean isRefused = row.feature() != null; // computed already, then refused
    ObjectNode read = isRefused ? row.feature() : row.rest();
    if (read == null) {
      return Optional.empty();
    }
    Set<String> columns = new HashSet<>();
    wrong.forEach(p -> columns.add(p.column()));
    String given = read.path("id").asText("");
    if (!given.isEmpty()) {
      boolean isSound = !columns.contains("id") && isSound(source, columns, request.idFrom());
      return isSound ? Optional.of(given) : Optional.empty();
    }
    if (!(read.path("properties") instanceof ObjectNode properties)) {
      return Optional.empty();
    }
    if (!isRefused) {
      RowFindings computed =
          new RowFindings(row.place(), p -> source.columnOf("/properties/" + p), false);
      refinement.refine(properties, computed);
      computed.problems().forEach(p -> columns.add(p.column()));
    }
    if (ids != null) {
      return isRefused || !isSound(source, columns, request.idFrom())
          ? Optional.empty()
          : Optional.ofNullable(ids.make(request, source.header(), row, properties));
    }
    if (parcelIds == null || request.mode() == LoadMode.INSERT) {
      return Optional.empty();
    }
    ImportRules.Parcel parcel = request.layer().imports().parcel();
    JsonNode number = properties.path(parcel.number());
    return isSound(source, columns, parcel.all())
        ? parcelIds.id(number.asText(""))
        : Optional.empty();
  }

  /** Whether nothing of what the id is made of is among what is wrong. */
  private static boolean isSound(FeatureSource source, Set<String> wrong, List<String> parts) {
    return parts.stream()
        .noneMatch(p -> wrong.contains(p) || wrong.contains(source.columnOf("/properties/" + p)));
  }

  /** Notes that a feature stays although its row could not be taken. */
  void spared(long place, String id) {
    spared.put(id, place);
  }

  /** Which ones stay, in words, or null. */
  Text spared(boolean lines) {
    return spared.isEmpty() ? null : LoadWords.spared(spared, lines);
  }

  /** How many rows could be about any feature. */
  long unknown() {
    return unknown;
  }

  /** The first of them. */
  List<Long> firstUnknown() {
    return firstUnknown;
  }
}
