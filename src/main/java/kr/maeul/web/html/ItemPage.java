package kr.maeul.web.html;

import java.util.List;

/**
 * The page of one feature: all that stands on it, in words of one language.
 *
 * @param title heading
 * @param lede one sentence, or empty
 * @param cover path of the picture
 * @param coverAlt what the picture is
 * @param photos where there are some, in the place of the cover
 * @param recordings to listen to
 * @param badges what to know at a glance: how sure it is, whether it is an example
 * @param texts Markdown, rendered and sanitised
 * @param facts labelled rows
 * @param minimap a drawing as SVG, or empty where the feature has no place
 * @param related what it leads to and what leads to it
 * @param mapPath the map with this feature open
 */
public record ItemPage(
    String title,
    String lede,
    String cover,
    String coverAlt,
    List<Photo> photos,
    List<Recording> recordings,
    List<String> badges,
    List<Section> texts,
    List<Fact> facts,
    String minimap,
    List<Related> related,
    String mapPath) {

  /** Where one says what is wrong with it. */
  public String correctPath() {
    return mapPath.replace("/?item=", "/contribute?about=");
  }

  /** Path of the picture for cards in messengers; most of them show no SVG. */
  String cardImage() {
    return photos.isEmpty() ? cover : photos.get(0).src();
  }

  /**
   * @param src path of the size for screens
   * @param fullHref path of the largest
   * @param credit who made it and on what terms, or empty
   */
  public record Photo(
      String src, String fullHref, int width, int height, String alt, String credit) {}

  /**
   * @param transcript or empty
   */
  public record Recording(
      String src, String type, String label, String credit, String transcript) {}

  /**
   * @param heading or empty, where the text is the page's own
   * @param html safe to show
   */
  public record Section(String heading, String html) {}

  /**
   * @param href where the value leads, or null
   */
  public record Fact(String label, String value, String href) {}

  /**
   * @param heading what the features are to this one
   * @param inOrder whether their order means something
   */
  public record Related(String heading, boolean inOrder, List<Card> cards) {}

  /**
   * @param href page of the feature
   */
  public record Card(String title, String subtitle, String href, List<String> badges) {}
}
