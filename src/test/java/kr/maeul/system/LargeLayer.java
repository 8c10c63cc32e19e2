package kr.maeul.system;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;

/**
 * What the picture of large layers shows: it is painted, so that the elements of the page do not
 * tell.
 */
final class LargeLayer {
  private static final String SPOTS =
      "(() => { const canvas = document.querySelector('#map canvas.plot'); const at = canvas.getBoundingClientRect();"
          + " return canvas.spots().map(s => ({ key: s.key ?? '', many: s.many, x: at.left + s.left, y: at.top + s.top })); })()";

  private LargeLayer() {}

  /**
   * A circle, or a single point.
   *
   * @param key layer and id of a single point, else empty
   * @param x from the left edge of the window
   */
  record Spot(String key, int many, double x, double y) {
    boolean isCircle() {
      return key.isEmpty();
    }
  }

  /** Everything is there: the list, and all circles and points of what the map shows. */
  static void drawn(Page page) {
    page.locator("#list[data-state=ready]").waitFor();
    page.locator("#map[data-tiles=ready]").waitFor();
    page.waitForFunction("() => document.querySelector('#map canvas.plot')?.spots().length > 0");
  }

  /** What is painted, in the view and a little beyond. */
  @SuppressWarnings("unchecked")
  static List<Spot> spots(Page page) {
    return ((List<Map<String, Object>>) page.evaluate(SPOTS))
        .stream()
            .map(
                s ->
                    new Spot(
                        (String) s.get("key"),
                        ((Number) s.get("many")).intValue(),
                        ((Number) s.get("x")).doubleValue(),
                        ((Number) s.get("y")).doubleValue()))
            .toList();
  }

  /** How many points the circles and symbols stand for. */
  static int counted(Page page) {
    return spots(page).stream().mapToInt(Spot::many).sum();
  }

  /** Those whose place lies in the map's element, under whatever. */
  static List<Spot> inView(Page page) {
    BoundingBox map = page.locator("#map").boundingBox();
    return spots(page).stream()
        .filter(s -> s.x >= map.x && s.x <= map.x + map.width)
        .filter(s -> s.y >= map.y && s.y <= map.y + map.height)
        .toList();
  }

  /** Those that the pointer can reach, nothing lying above them. */
  static List<Spot> reachable(Page page) {
    return spots(page).stream()
        .filter(
            s ->
                Boolean.TRUE.equals(
                    page.evaluate(
                        "([x, y]) => document.elementFromPoint(x, y)?.id === 'map'",
                        List.of(s.x, s.y))))
        .toList();
  }
}
