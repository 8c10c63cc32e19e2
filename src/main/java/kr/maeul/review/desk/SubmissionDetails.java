package kr.maeul.review.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kr.maeul.feature.Feature;
import kr.maeul.feature.Filter;
import kr.maeul.geo.GeoJsonGeometry;
import kr.maeul.layer.Audience;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Naming;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.identity.Caller;
import kr.maeul.review.submission.ContributorContact;
import kr.maeul.review.submission.FeatureNode;
import kr.maeul.review.submission.Message;
import kr.maeul.review.submission.MessageRows;
import kr.maeul.review.submission.Proposal;
import kr.maeul.review.submission.ReviewException;
import kr.maeul.review.submission.Submission;
import kr.maeul.review.submission.SubmissionAttachments;
import kr.maeul.review.submission.SubmissionKind;
import kr.maeul.review.submission.SubmissionRows;
import kr.maeul.review.submission.media.Attachment;
import kr.maeul.review.submission.media.InvalidDraftException;
import kr.maeul.review.submit.ReviewParts;
import org.jdbi.v3.core.Handle;
import org.locationtech.jts.geom.Geometry;

/** What the review desk shows of one submission. Safe for use by several threads. */
public final class SubmissionDetails {
  private static final double NEAR_METRES = 50;
  private static final int MOST_NEAR = 10;

  private final ReviewParts parts;
  private final Function<Caller, List<Layer>> reviewable;

  /**
   * One value that a submission would change.
   *
   * @param property name, {@code geometry} for the place
   * @param before null where there is none
   * @param after null where it would be taken away
   */
  public record Difference(String property, JsonNode before, JsonNode after) {}

  /**
   * Something that may be the same.
   *
   * @param id of an item of the layer, or of a submission
   * @param isSubmission which of the two
   * @param place GeoJSON, or null
   */
  public record Alike(String id, Text title, boolean isSubmission, JsonNode place) {}

  /**
   * All there is to a submission.
   *
   * @param values what would be written of the properties
   * @param live the item that it is about, as the caller sees it, or null
   * @param look what everyone would see of it, or null
   * @param differences from that item; empty for something new
   */
  public record Detail(
      Submission submission,
      Layer layer,
      ContributorContact contact,
      List<Message> history,
      List<Attachment> attachments,
      ObjectNode values,
      Feature live,
      Feature look,
      List<Difference> differences,
      List<Alike> alike) {}

  SubmissionDetails(ReviewParts parts, Function<Caller, List<Layer>> reviewable) {
    this.parts = parts;
    this.reviewable = reviewable;
  }

  /** What the caller may know of; locked where it is to be changed. */
  Submission one(Handle h, Caller caller, String id, boolean isToChange) {
    Optional<Submission> found =
        isToChange ? SubmissionRows.lock(h, id) : SubmissionRows.find(h, id);
    return found
        .filter(s -> reviewable.apply(caller).stream().anyMatch(l -> l.id().equals(s.layer())))
        .orElseThrow(ReviewException::absent);
  }

  private record Found(
      Submission submission,
      ContributorContact contact,
      List<Message> history,
      List<Attachment> attachments) {}

  /** Items are read in no transaction of ours: that they are is put on record in one of its own. */
  Detail detail(Caller caller, String id) {
    Found found =
        parts
            .database()
            .read(
                h -> {
                  Submission s = one(h, caller, id, false);
                  String owner = s.parentId() == null ? s.id() : s.parentId();
                  return new Found(
                      s,
                      parts.contacts().of(h, owner),
                      MessageRows.history(h, s.id()),
                      SubmissionAttachments.submission(h, s));
                });
    Submission s = found.submission();
    Layer layer = parts.layers().layer(s.layer()).orElseThrow(ReviewException::absent);
    boolean showsMedia = s.kind() != SubmissionKind.CORRECTION;
    List<Attachment> shown = showsMedia ? found.attachments() : List.of();
    ObjectNode values = Proposal.values(layer, s.content(), shown, parts.attachments());
    View whole = layer.viewFor(Audience.PLANNER);
    View callers = layer.viewFor(caller.audience());
    Feature live =
        s.featureId() == null ? null : parts.items().one(whole, s.featureId()).orElse(null);
    return new Detail(
        s,
        layer,
        found.contact(),
        found.history(),
        found.attachments(),
        values,
        live == null ? null : Proposal.asSeen(callers, live.id(), live),
        look(s, layer, values, live),
        differences(s, live, values),
        alike(s, callers, values));
  }

  /**
   * What everyone would see, were it approved as it is; null where nobody will, or where it no
   * longer keeps to the layer.
   */
  private Feature look(Submission s, Layer layer, ObjectNode values, Feature live) {
    boolean isChange = !s.kind().makesFeature();
    if (s.kind() == SubmissionKind.VACANCY || isChange && live == null) {
      return null;
    }
    JsonNode geometry = s.content().path("geometry");
    ObjectNode node =
        isChange
            ? Proposal.changed(live, geometry, values)
            : Proposal.fresh(layer, geometry, values, Proposal.Stage.PUBLISHED);
    try {
      return Proposal.asSeen(
          layer.viewFor(Audience.PUBLIC),
          s.id(),
          Proposal.parse(parts.parsers().draft(layer), node));
    } catch (InvalidDraftException e) {
      return null;
    }
  }

  /** Who the contact of a submission is, to answer by telephone. */
  ContributorContact contact(Caller caller, String id) {
    return parts
        .database()
        .read(
            h -> {
              Submission s = one(h, caller, id, false);
              return parts.contacts().of(h, s.parentId() == null ? s.id() : s.parentId());
            });
  }

  private static List<Difference> differences(Submission s, Feature live, ObjectNode values) {
    if (live == null || s.kind().makesFeature()) {
      return List.of();
    }
    List<Difference> differences = new ArrayList<>();
    ObjectNode before = FeatureNode.properties(live.properties());
    for (var e : values.properties()) {
      JsonNode was = before.get(e.getKey());
      JsonNode is = e.getValue().isNull() ? null : e.getValue();
      if (is == null ? was != null : !is.equals(was)) {
        differences.add(new Difference(e.getKey(), was, is));
      }
    }
    JsonNode place = s.content().get("geometry");
    if (place != null && !place.equals(FeatureNode.geometry(live.geometry()))) {
      differences.add(new Difference("geometry", FeatureNode.geometry(live.geometry()), place));
    }
    return differences;
  }

  /** Items within 50 metres, items and open submissions of the same title. */
  private List<Alike> alike(Submission s, View view, ObjectNode values) {
    if (!s.kind().makesFeature() || !s.state().isOpen()) {
      return List.of();
    }
    Map<String, Alike> found = new LinkedHashMap<>();
    JsonNode place = s.content().path("geometry");
    if (place.isObject()) {
      Filter near = new Filter.WithinDistance(geometry(place), NEAR_METRES);
      parts.items().find(view, List.of(near), MOST_NEAR).forEach(f -> add(found, view, f));
    }
    Optional<String> title =
        view.byRole(PropertyRole.TITLE)
            .map(p -> values.path(p.name()).asText(""))
            .filter(t -> t.strip().length() > 1);
    title.ifPresent(
        t ->
            parts
                .items()
                .find(view, List.of(new Filter.Matches(t)), MOST_NEAR)
                .forEach(f -> add(found, view, f)));
    if (s.title() != null) {
      parts.database().read(h -> sameTitle(h, s)).forEach(a -> found.putIfAbsent(a.id(), a));
    }
    return List.copyOf(found.values());
  }

  private static void add(Map<String, Alike> found, View view, Feature f) {
    Text title = Naming.of(view).named(f.properties());
    found.putIfAbsent(f.id(), new Alike(f.id(), title, false, FeatureNode.geometry(f.geometry())));
  }

  private static List<Alike> sameTitle(Handle h, Submission s) {
    String sql =
        "SELECT "
            + SubmissionRows.columns()
            + " FROM \"maeul_submission\" WHERE \"layer\" = :layer AND \"state\" IN (<open>)"
            + " AND LOWER(\"title\") = LOWER(:title) AND \"id\" <> :id"
            + " ORDER BY \"received_at\" FETCH FIRST 10 ROWS ONLY";
    return h
        .createQuery(sql)
        .bind("layer", s.layer())
        .bindList("open", SubmissionRows.OPEN)
        .bind("title", s.title())
        .bind("id", s.id())
        .map(SubmissionRows.ROW)
        .list()
        .stream()
        .map(
            other ->
                new Alike(
                    other.id(),
                    new Text(other.title(), other.title()),
                    true,
                    other.content().get("geometry")))
        .toList();
  }

  private static Geometry geometry(JsonNode place) {
    try {
      return GeoJsonGeometry.read(place);
    } catch (GeoJsonGeometry.InvalidGeometryException e) {
      throw new IllegalStateException("a stored place cannot be read", e);
    }
  }
}
