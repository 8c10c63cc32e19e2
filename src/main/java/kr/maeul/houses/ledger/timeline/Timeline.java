package kr.maeul.houses.ledger.timeline;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kr.maeul.feature.Feature;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.houses.ledger.house.Houses;
import kr.maeul.houses.ledger.house.PlanningException;
import kr.maeul.houses.ledger.owner.ContactEntry;
import kr.maeul.houses.ledger.owner.ContactLog;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.Role;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.kind.OgcRole;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.StoredFeature;
import kr.maeul.store.edit.FeatureEdits;
import kr.maeul.store.edit.Revision;
import kr.maeul.store.load.FeatureLoads;
import kr.maeul.store.load.LoadRecord;

/**
 * What happened to a house: what its record tells, what was talked about with its owner, and every
 * feature that names it – events, stories, what it became. Safe for use by several threads.
 */
public final class Timeline {
  private static final int MOST_OF_A_LAYER = 200;
  private static final int MOST_REVISIONS = 1_000;
  private static final String EVENTS = "house-events";
  private static final Pattern DATE =
      Pattern.compile("[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?");

  /** What the entries of some layers are called; those of others have the name of their layer. */
  private static final Map<String, String> KINDS =
      Map.of("stories", "story", "conversions", "conversion", EVENTS, "event");

  /** A year stands before its months, a month before its days; what has no date comes last. */
  private static final Comparator<TimelineEntry> BY_DATE =
      Comparator.comparing(
          TimelineEntry::date, Comparator.nullsLast(Comparator.<String>naturalOrder()));

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final FeatureEdits edits;
  private final FeatureLoads loads;
  private final Houses houses;
  private final ContactLog contacts;

  public Timeline(
      LayerCatalog layers,
      FeatureStore store,
      FeatureEdits edits,
      FeatureLoads loads,
      Houses houses,
      ContactLog contacts) {
    this.layers = layers;
    this.store = store;
    this.edits = edits;
    this.loads = loads;
    this.houses = houses;
    this.contacts = contacts;
  }

  static boolean isDate(String text) {
    return DATE.matcher(text).matches();
  }

  /**
   * The timeline, oldest first.
   *
   * @param withWords whether what was said with the owner is told, beside that there was a contact
   * @throws PlanningException if there is no such house
   */
  public List<TimelineEntry> of(String id, boolean withWords) {
    View view = houses.view().orElseThrow(PlanningException::noHouse);
    StoredFeature house = store.one(view, id).orElseThrow(PlanningException::noHouse);
    List<Revision> history = edits.history(view, id, MOST_REVISIONS);
    List<TimelineEntry> entries = new ArrayList<>();
    entries.addAll(new HouseFacts(view).of(feature(house), history));
    for (FeatureLoads.Touch touch : loads.touching(view.layer().id(), id)) {
      entries.add(load(view, touch));
    }
    for (ContactEntry c : contacts.of(id)) {
      if (c.correctedBy() == null) {
        entries.add(contact(c, withWords));
      }
    }
    for (View other : layers.viewsFor(Audience.PLANNER)) {
      for (Property p : other.properties()) {
        if (view.layer().id().equals(p.ref())) {
          entries.addAll(naming(other, p, id));
        }
      }
    }
    entries.sort(BY_DATE);
    return entries;
  }

  /** What a file did to the house, or taking it back. */
  private static TimelineEntry load(View view, FeatureLoads.Touch touch) {
    LoadRecord load = touch.load();
    Text title =
        load.undoes() == null
            ? new Text("일괄 등록 " + load.number() + "번", "bulk load " + load.number())
            : new Text(
                "일괄 등록 " + load.undoes() + "번을 되돌림 (" + load.number() + "번)",
                "bulk load " + load.undoes() + " taken back (" + load.number() + ")");
    Text text =
        switch (touch.kind()) {
          case CREATED -> new Text("빈집 기록을 넣음", "brought the record");
          case REMOVED -> new Text("빈집 기록을 지움", "removed the record");
          case CHANGED, RESTORED ->
              touch.properties().isEmpty()
                  ? new Text("빈집 기록을 다시 넣음", "put the record back")
                  : changed(view, touch.properties());
        };
    String day = LocalDate.ofInstant(load.ended(), TownZone.ID).toString();
    return TimelineEntry.of(day, "load", title, text, load.file());
  }

  private static Text changed(View view, List<String> names) {
    List<Text> titles = new ArrayList<>();
    for (String name : names) {
      if (name.equals(view.layer().geometry().name())) {
        titles.add(view.layer().geometry().title());
      } else {
        view.property(name).map(Property::title).ifPresent(titles::add);
      }
    }
    return new Text(
        "바뀐 값: " + titles.stream().map(Text::ko).collect(Collectors.joining(", ")),
        "changed: " + titles.stream().map(Text::en).collect(Collectors.joining(", ")));
  }

  private static Feature feature(StoredFeature stored) {
    Map<String, Object> values = new LinkedHashMap<>();
    stored.values().forEach((p, value) -> values.put(p.name(), value));
    return new Feature(stored.id(), null, values);
  }

  private static TimelineEntry contact(ContactEntry c, boolean withWords) {
    Text title =
        switch (c.kind()) {
          case DO_NOT_CONTACT -> new Text("연락 금지를 정함", "not to be contacted from now on");
          case LIFTED -> new Text("연락 금지 해제", "may be contacted again");
          case CONTACT, CORRECTION ->
              Words.both(
                  Words.both(new Text("소유자 연락", "owner contacted"), ": ", c.means().title()),
                  " – ",
                  c.outcome().title());
        };
    return TimelineEntry.of(
        c.day().toString(),
        "contact",
        title,
        withWords ? Words.same(c.text()) : Text.EMPTY,
        c.author());
  }

  private List<TimelineEntry> naming(View view, Property reference, String house) {
    FeatureQuery query =
        new FeatureQuery(
            List.of(new Filter.OneOf(reference, List.of(house))),
            view.properties(),
            List.of(),
            MOST_OF_A_LAYER,
            0,
            null);
    List<TimelineEntry> entries = new ArrayList<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        entries.add(entry(view, cursor.id(), cursor.values()));
      }
    }
    return entries;
  }

  private static TimelineEntry entry(View view, String id, Map<Property, Object> values) {
    String layer = view.layer().id();
    Text title = Naming.of(view).name(values);
    Text subtitle = Words.byRole(view, values, Role.SUBTITLE);
    Text text =
        subtitle.ko().isEmpty() && layer.equals(EVENTS) ? words(view, values, "text") : subtitle;
    return new TimelineEntry(
        date(view, values),
        kind(view, values),
        title,
        text,
        Words.byRole(view, values, Role.SOURCE).ko(),
        layer,
        id,
        photos(view, values));
  }

  private static Text words(View view, Map<Property, Object> values, String name) {
    return view.property(name)
        .filter(p -> values.get(p) != null)
        .map(p -> Words.of(p, values.get(p)))
        .orElse(Text.EMPTY);
  }

  /** An event says of what kind it is. */
  private static String kind(View view, Map<Property, Object> values) {
    String layer = view.layer().id();
    if (layer.equals(EVENTS)) {
      return view.property("kind")
          .or(() -> view.byRole(Role.CATEGORY))
          .map(values::get)
          .map(Object::toString)
          .orElse(KINDS.get(layer));
    }
    return KINDS.getOrDefault(layer, layer);
  }

  /** By its time, else by what it calls its date or its year. */
  private static String date(View view, Map<Property, Object> values) {
    return view.byRole(OgcRole.PRIMARY_INSTANT)
        .map(values::get)
        .or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_START).map(values::get))
        .or(() -> view.property("date").map(values::get))
        .or(() -> view.byRole(Role.YEAR).map(values::get))
        .or(() -> view.byRole(OgcRole.PRIMARY_INTERVAL_END).map(values::get))
        .map(Timeline::day)
        .filter(Timeline::isDate)
        .orElse(null);
  }

  private static String day(Object value) {
    return value instanceof OffsetDateTime time
        ? time.atZoneSameInstant(TownZone.ID).toLocalDate().toString()
        : value.toString();
  }

  private static List<TimelineEntry.Photo> photos(View view, Map<Property, Object> values) {
    List<TimelineEntry.Photo> photos = new ArrayList<>();
    for (Property p : view.properties()) {
      if (p.media() == MediaKind.PHOTO && values.get(p) != null) {
        List<?> ids = values.get(p) instanceof List<?> list ? list : List.of(values.get(p));
        ids.forEach(id -> photos.add(new TimelineEntry.Photo(String.valueOf(id), when(p.name()))));
      }
    }
    return photos;
  }

  private static TimelineEntry.When when(String property) {
    String name = property.toLowerCase(Locale.ROOT);
    return name.contains("before")
        ? TimelineEntry.When.BEFORE
        : name.contains("after") ? TimelineEntry.When.AFTER : TimelineEntry.When.UNKNOWN;
  }
}
