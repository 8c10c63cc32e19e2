package kr.maeul.web.people;

import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.layer.Audience;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.Naming;
import kr.maeul.layer.Property;
import kr.maeul.layer.TownZone;
import kr.maeul.layer.View;
import kr.maeul.layer.text.Text;
import kr.maeul.people.log.AccessLog;
import kr.maeul.review.submission.Received;
import kr.maeul.store.FeatureCursor;
import kr.maeul.store.FeatureStore;

/**
 * What the items of some lines of the access log are called now, as the reader of the log may see
 * them: the log itself holds no names. One query a layer. Safe for use by several threads.
 */
final class LogNames {
  private static final String OF_SUBMISSIONS = "/api/submissions/";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy.MM.dd").withZone(TownZone.ID);

  private final LayerCatalog layers;
  private final FeatureStore store;
  private final Function<Collection<String>, Map<String, Received>> submissions;

  /**
   * @param store as callers see it: what the reader sees by a role is on record as any other read
   * @param submissions tells kind and day of those that there are
   */
  LogNames(
      LayerCatalog layers,
      FeatureStore store,
      Function<Collection<String>, Map<String, Received>> submissions) {
    this.layers = layers;
    this.store = store;
    this.submissions = submissions;
  }

  /** Whether the line is about something that a resident sent; its layer is that of the item. */
  static boolean isSubmission(AccessLog.Entry line) {
    return line.item() != null && line.detail() != null && line.detail().startsWith(OF_SUBMISSIONS);
  }

  /** Names by the ids of lines; none where there is none, or where the reader may not see it. */
  Map<Long, Text> of(List<AccessLog.Entry> lines, Audience reader) {
    Map<String, Set<String>> items = new TreeMap<>();
    Set<String> sent = new HashSet<>();
    for (AccessLog.Entry line : lines) {
      if (isSubmission(line)) {
        sent.add(line.item());
      } else if (line.item() != null && line.layer() != null) {
        items.computeIfAbsent(line.layer(), layer -> new TreeSet<>()).add(line.item());
      }
    }
    Map<String, Map<String, Text>> named = new HashMap<>();
    items.forEach((layer, ids) -> named.put(layer, features(layer, List.copyOf(ids), reader)));
    Map<String, Received> received = submissions.apply(sent);
    Map<Long, Text> names = new HashMap<>();
    for (AccessLog.Entry line : lines) {
      Text name = null;
      if (isSubmission(line)) {
        name = name(received.get(line.item()));
      } else if (line.item() != null && line.layer() != null) {
        name = named.get(line.layer()).get(line.item());
      }
      if (name != null) {
        names.put(line.id(), name);
      }
    }
    return names;
  }

  private Map<String, Text> features(String layer, List<String> ids, Audience reader) {
    View view = layers.layer(layer).map(l -> l.viewFor(reader)).orElse(null);
    if (view == null || view.empty()) {
      return Map.of();
    }
    Naming naming = Naming.of(view);
    List<Property> wanted = naming.properties();
    FeatureQuery query =
        FeatureQuery.of(List.of(new Filter.IdIn(ids)), ids.size()).properties(wanted);
    Map<String, Text> names = new HashMap<>();
    try (FeatureCursor cursor = store.find(view, query)) {
      while (cursor.next()) {
        Map<Property, Object> values = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
          values.put(wanted.get(i), cursor.value(i));
        }
        names.put(cursor.id(), naming.name(values));
      }
    }
    return names;
  }

  private static Text name(Received received) {
    if (received == null) {
      return null;
    }
    String day = DAY.format(received.receivedAt());
    Text kind = received.kind().title();
    return new Text(kind.ko() + " " + day, kind.en() + " " + day);
  }
}
