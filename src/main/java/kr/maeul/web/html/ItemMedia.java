package kr.maeul.web.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kr.maeul.layer.Property;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.media.MediaCatalog;
import kr.maeul.media.Medium;
import kr.maeul.media.photo.PhotoSize;

/** The photos and recordings that a feature names, as its page shows them. */
record ItemMedia(List<ItemPage.Photo> photos, List<ItemPage.Recording> recordings) {

  static ItemMedia of(Item item, String title, Wording wording, MediaCatalog catalog) {
    List<String> ids = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    boolean areNamed =
        item.view().properties().stream().filter(p -> p.media() == MediaKind.PHOTO).count() > 1;
    for (Property p : item.view().properties()) {
      Object value = p.media() == null ? null : item.values().get(p);
      if (value instanceof List<?> list) {
        list.forEach(
            id -> {
              ids.add(String.valueOf(id));
              names.putIfAbsent(String.valueOf(id), areNamed ? wording.say(p.title()) : "");
            });
      } else if (value != null) {
        ids.add(value.toString());
      }
    }
    Map<String, Medium> known = catalog.describe(ids);
    List<Medium> media = ids.stream().distinct().map(known::get).filter(Objects::nonNull).toList();
    List<ItemPage.Photo> photos = new ArrayList<>();
    List<ItemPage.Recording> recordings = new ArrayList<>();
    for (Medium m : media) {
      if (m.kind() == MediaKind.PHOTO) {
        photos.add(photo(m, names.getOrDefault(m.id(), ""), title, wording));
      } else {
        recordings.add(
            new ItemPage.Recording(
                "/media/" + m.id(),
                m.type(),
                wording.say("녹음: " + title, "Recording: " + title),
                credit(m),
                m.description().transcript()));
      }
    }
    return new ItemMedia(photos, recordings);
  }

  /**
   * @param name of the property that it is in, where the layer has several: before, after
   */
  private static ItemPage.Photo photo(Medium m, String name, String title, Wording wording) {
    String path = "/media/" + m.id() + "/";
    double scale =
        Math.min(
            1, PhotoSize.SCREEN.longestSidePixels() / (double) Math.max(m.width(), m.height()));
    String english = m.description().altEn();
    String alt =
        wording.say(m.description().alt(), english.isEmpty() ? m.description().alt() : english);
    return new ItemPage.Photo(
        path + PhotoSize.SCREEN.word(),
        path + PhotoSize.FULL.word(),
        (int) Math.max(1, Math.round(m.width() * scale)),
        (int) Math.max(1, Math.round(m.height() * scale)),
        alt.isEmpty() ? wording.say("사진: " + title, "Photo: " + title) : alt,
        Stream.of(name, credit(m)).filter(t -> !t.isEmpty()).collect(Collectors.joining(" · ")));
  }

  private static String credit(Medium m) {
    return Stream.of(m.description().credit(), m.description().licence())
        .filter(t -> !t.isBlank())
        .collect(Collectors.joining(" · "));
  }
}
