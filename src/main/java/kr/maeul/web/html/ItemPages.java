package kr.maeul.web.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.feature.Filter;
import kr.maeul.feature.parse.WebAddress;
import kr.maeul.layer.Property;
import kr.maeul.layer.PropertyRole;
import kr.maeul.layer.View;
import kr.maeul.layer.kind.PropertyType;
import kr.maeul.media.MediaCatalog;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.html.ItemPage.Card;
import kr.maeul.web.html.ItemPage.Fact;
import kr.maeul.web.html.ItemPage.Related;
import kr.maeul.web.html.ItemPage.Section;
import kr.maeul.web.request.Urls;

/**
 * Puts together the page of one feature from its layer's roles and references. For one answer, in
 * one language.
 */
final class ItemPages {
  private static final int MOST_RELATED = 100;
  private static final int AREAL = 2;
  private static final String DEFAULT_COVER = "/covers/default.svg";
  private static final Pattern LOCAL_FILE =
      Pattern.compile("/?([A-Za-z0-9_-]+/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");

  /** Shown elsewhere on the page than among the facts. */
  private static final Set<PropertyRole> NOT_FACTS =
      Set.of(PropertyRole.TITLE, PropertyRole.SUBTITLE, PropertyRole.IMAGE);

  private final FeatureStore store;
  private final List<View> listed;
  private final Wording wording;
  private final Markdown markdown;
  private final MediaCatalog media;

  /**
   * @param listed views of all layers that the reader may know of
   */
  ItemPages(
      FeatureStore store,
      List<View> listed,
      Wording wording,
      Markdown markdown,
      MediaCatalog media) {
    this.store = store;
    this.listed = listed;
    this.wording = wording;
    this.markdown = markdown;
    this.media = media;
  }

  ItemPage of(Item item) {
    String title = wording.title(item);
    ItemMedia shown = ItemMedia.of(item, title, wording, media);
    List<Related> related = new ArrayList<>(leadingTo(item));
    related.addAll(leadingHere(item));
    return new ItemPage(
        title,
        wording.byRole(item, PropertyRole.SUBTITLE).orElse(""),
        cover(item),
        wording.say(title + " 그림", "Picture: " + title),
        shown.photos(),
        shown.recordings(),
        badges(item, wording),
        texts(item),
        facts(item),
        minimap(item, title),
        related,
        "/?item=" + path(item.view().layer().id(), item.id()));
  }

  /** Our own files only: pages show no picture from elsewhere. */
  private static String cover(Item item) {
    Object value = item.view().byRole(PropertyRole.IMAGE).map(item.values()::get).orElse("");
    String text = String.valueOf(value);
    if (!LOCAL_FILE.matcher(text).matches()) {
      return DEFAULT_COVER;
    }
    return text.startsWith("/")
        ? text
        : text.startsWith("covers/") ? "/" + text : "/covers/" + text;
  }

  /**
   * How sure it is, and every flag that is up although the layer file says that it is down as a
   * rule.
   */
  static List<String> badges(Item item, Wording wording) {
    List<String> badges = new ArrayList<>();
    for (Property p : item.view().properties()) {
      boolean isFlag = isFlag(item.view(), p) && Boolean.TRUE.equals(item.values().get(p));
      if (isFlag) {
        badges.add(wording.say(p.title()));
      } else if (p.has(PropertyRole.CERTAINTY)) {
        wording.text(item, p).ifPresent(badges::add);
      }
    }
    return badges;
  }

  private static boolean isFlag(View view, Property p) {
    return p.type() == PropertyType.BOOLEAN
        && view.layer().file().path("properties").path(p.name()).path("default").isBoolean()
        && !view.layer().file().path("properties").path(p.name()).path("default").asBoolean();
  }

  private List<Section> texts(Item item) {
    List<Section> texts = new ArrayList<>();
    for (Property p : item.view().properties()) {
      if (p.markdown() && p.translates() == null) {
        String heading = p.has(PropertyRole.TEXT) ? "" : wording.say(p.title());
        wording.text(item, p).ifPresent(t -> texts.add(new Section(heading, markdown.toHtml(t))));
      }
    }
    return texts;
  }

  private List<Fact> facts(Item item) {
    List<Fact> facts = new ArrayList<>();
    for (Property p : item.view().properties()) {
      boolean isElsewhere =
          p.markdown()
              || p.translates() != null
              || p.ref() != null
              || p.media() != null
              || isFlag(item.view(), p)
              || p.role().filter(NOT_FACTS::contains).isPresent();
      if (!isElsewhere) {
        wording
            .text(item, p)
            .filter(t -> !t.isBlank())
            .ifPresent(t -> facts.add(new Fact(wording.say(p.title()), t, target(p, t))));
      }
    }
    return facts;
  }

  private static String target(Property property, String text) {
    if (property.has(PropertyRole.PHONE)) {
      String digits = text.replaceAll("[^0-9+]", "");
      return digits.length() < 3 ? null : "tel:" + digits;
    }
    boolean mayLink =
        property.uri() || property.has(PropertyRole.LINK) || property.has(PropertyRole.SOURCE);
    return mayLink && WebAddress.is(text) ? text : null;
  }

  private String minimap(Item item, String title) {
    List<View> areas =
        listed.stream().filter(v -> v.layer().geometry().type().dimension() == AREAL).toList();
    return new Minimaps(store, areas)
        .svg(item, wording.say(title + "의 위치", "Where it is: " + title), false);
  }

  /** What the feature names by id, in the order in which it names them. */
  private List<Related> leadingTo(Item item) {
    List<Related> related = new ArrayList<>();
    for (Property p : item.view().properties()) {
      Object value = item.values().get(p);
      Optional<View> target =
          listed.stream().filter(v -> v.layer().id().equals(p.ref())).findFirst();
      if (value == null || target.isEmpty()) {
        continue;
      }
      List<String> ids =
          value instanceof List<?> list
              ? list.stream().map(String::valueOf).toList()
              : List.of(value.toString());
      List<String> some =
          ids.stream().filter(id -> !id.isEmpty()).distinct().limit(MOST_RELATED).toList();
      if (!some.isEmpty()) {
        List<Item> found = find(target.get(), new Filter.IdIn(some));
        List<Card> cards =
            some.stream()
                .flatMap(id -> found.stream().filter(i -> i.id().equals(id)))
                .map(this::card)
                .toList();
        addTo(related, wording.say(p.title()), p.type() == PropertyType.STRING_LIST, cards);
      }
    }
    return related;
  }

  /** What names the feature by id. */
  private List<Related> leadingHere(Item item) {
    List<Related> related = new ArrayList<>();
    for (View view : listed) {
      for (Property p : view.properties()) {
        if (item.view().layer().id().equals(p.ref())) {
          List<Item> found = find(view, new Filter.OneOf(p, List.of(item.id())));
          addTo(
              related,
              wording.say(view.layer().title()),
              false,
              found.stream().map(this::card).toList());
        }
      }
    }
    return related;
  }

  private static void addTo(
      List<Related> related, String heading, boolean inOrder, List<Card> cards) {
    if (!cards.isEmpty()) {
      related.add(new Related(heading, inOrder, cards));
    }
  }

  private List<Item> find(View view, Filter filter) {
    return Item.find(
        store, view, FeatureQuery.of(List.of(filter), MOST_RELATED).properties(Item.naming(view)));
  }

  private Card card(Item item) {
    return new Card(
        wording.title(item),
        wording.byRole(item, PropertyRole.SUBTITLE).orElse(""),
        "/api/collections/" + path(item.view().layer().id() + "/items", item.id()),
        badges(item, wording));
  }

  private static String path(String before, String id) {
    return before + "/" + Urls.segment(id);
  }
}
