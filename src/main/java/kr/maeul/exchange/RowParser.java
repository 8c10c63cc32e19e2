package kr.maeul.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.Set;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.exchange.row.FeatureSource;
import kr.maeul.exchange.row.Row;
import kr.maeul.exchange.row.RowFindings;
import kr.maeul.exchange.row.RowNote;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureProblem;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.feature.parse.FeatureParser;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.geo.Mending;
import kr.maeul.store.load.LoadMode;

/** Makes features of rows, as the layer wants them. For one thread. */
final class RowParser {
  private static final String PROPERTIES = "/properties/";

  private final ImportRequest request;
  private final FeatureParser parser;
  private final FeatureParser parts;
  private final GeoJsonGeometry.Reading geometries;

  /**
   * @param isPart whether it can only change a feature that is there, since it lacks what a new one
   *     must have
   */
  record Parsed(Feature feature, boolean isPart) {}

  RowParser(ImportRequest request, GeoJsonGeometry.Reading geometries) {
    this.request = request;
    this.parser = new FeatureParser(request.layer());
    this.parts = request.mode() == LoadMode.MERGE ? FeatureParser.ofParts(request.layer()) : null;
    this.geometries = geometries;
  }

  /**
   * The feature that a row tells of.
   *
   * @throws InvalidFeatureException with all that the layer refuses of it
   */
  Parsed parse(FeatureSource source, Row row, RowFindings findings) throws InvalidFeatureException {
    try {
      return new Parsed(parse(parser, source, row, findings), false);
    } catch (InvalidFeatureException e) {
      return new Parsed(part(source, row, findings, e), true);
    }
  }

  /**
   * What can only change a feature, since it lacks what a new one must have.
   *
   * @param wrong why it cannot be a whole one; thrown where it cannot be a part either
   */
  private Feature part(
      FeatureSource source, Row row, RowFindings findings, InvalidFeatureException wrong)
      throws InvalidFeatureException {
    boolean lacks = wrong.problems().stream().anyMatch(p -> isLacking(row, p.pointer()));
    if (parts == null || !lacks) {
      throw wrong;
    }
    try {
      Feature part = parse(parts, source, row, findings);
      if (part.id() != null) {
        return part;
      }
    } catch (InvalidFeatureException e) {
      // The first one says all that is wrong.
    }
    throw wrong;
  }

  private boolean isLacking(Row row, String pointer) {
    JsonNode given = row.feature().at(pointer);
    return given.isMissingNode() || given.isNull();
  }

  /** Where it is asked for, what the layer refuses is left blank if the layer lets it be blank. */
  private Feature parse(FeatureParser parser, FeatureSource source, Row row, RowFindings findings)
      throws InvalidFeatureException {
    try {
      return shaped(parser, source, row, findings);
    } catch (InvalidFeatureException e) {
      if (!request.blankBad() || !e.problems().stream().allMatch(p -> isOptional(p.pointer()))) {
        throw e;
      }
      ObjectNode properties = (ObjectNode) row.feature().get("properties");
      for (FeatureProblem p : e.problems()) {
        if (p.pointer().startsWith("/geometry")) {
          row.feature().putNull("geometry");
        } else {
          properties.remove(propertyOf(p.pointer()));
        }
        findings
            .notes()
            .add(
                new RowNote(
                    row.place(),
                    source.columnOf(p.pointer()),
                    RowNote.Kind.LEFT_BLANK,
                    p.reason()));
      }
      return shaped(parser, source, row, findings);
    }
  }

  /** What was done to a shape to make it sound is reported. */
  private Feature shaped(FeatureParser parser, FeatureSource source, Row row, RowFindings findings)
      throws InvalidFeatureException {
    Set<Mending.Deed> deeds = EnumSet.noneOf(Mending.Deed.class);
    Feature feature =
        parser.parse(row.feature(), n -> geometries.read(Mending.closed(n, deeds)), deeds);
    String column = source.columnOf("/geometry");
    deeds.forEach(
        d ->
            findings.notes().add(new RowNote(row.place(), column, RowNote.Kind.MENDED, d.title())));
    return feature;
  }

  private boolean isOptional(String pointer) {
    return pointer.startsWith("/geometry")
        ? !request.layer().geometry().required()
        : pointer.startsWith(PROPERTIES)
            && !request.layer().isShownByBlank(propertyOf(pointer))
            && request.layer().property(propertyOf(pointer)).filter(p -> !p.required()).isPresent();
  }

  private static String propertyOf(String pointer) {
    return pointer.substring(PROPERTIES.length()).split("/", 2)[0];
  }
}
