package kr.maeul.system;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What axe's own builder for Playwright carries. The builder opens a page of its own for each
 * check, or sends half a megabyte of script, and brings back everything that is well: all that
 * takes longer than the check.
 *
 * <p>The contrast of text takes most of axe's time, and hardly any text on a page has colours that
 * no text before it had. So axe remembers which it found to be enough: text of the same colour,
 * size and weight on the same grounds is not measured again. Where anything else decides about the
 * contrast (what lies beneath without being an ancestor, pictures, opacity, shadows), it is.
 */
final class Axe {
  /** With a value at the end: Playwright calls what evaluates to a function. */
  private static final String SCRIPT = read("/axe.min.js") + read("contrast.js") + "true";

  /** Colours that axe found to be enough, in this run. */
  private static final Set<String> ENOUGH = ConcurrentHashMap.newKeySet();

  /**
   * Of a modal dialog the dialog alone: nobody reaches what is under it, which was there before.
   */
  private static final String RUN =
      """
      async ({ seen, enough }) => {
        const moving = document.getAnimations().filter(a => a.effect?.getComputedTiming().endTime < 5000);
        await Promise.allSettled(moving.map(a => a.finished)); // what is half faded in has no contrast
        const dialog = document.querySelector('dialog:modal');
        const all = { include: dialog ?? document, exclude: seen.map(s => [s]) };
        const found = axe.rememberContrast(enough);
        const { violations } = await axe.run(all, { resultTypes: ['violations'] });
        return { found: [...found], wrong: violations.map(v => `${v.id}: ${v.help} ${v.nodes.slice(0, 3).map(n => n.html)}`) };
      }
      """;

  private Axe() {}

  /**
   * What is wrong with what a page shows now.
   *
   * @param seen selectors of what is left out
   */
  @SuppressWarnings("unchecked")
  static List<String> violations(Page shown, List<String> seen) {
    if (!(Boolean) shown.evaluate("typeof axe === 'object'")) {
      shown.evaluate(SCRIPT); // stays as long as the document
    }
    Map<String, List<String>> answer =
        (Map<String, List<String>>)
            shown.evaluate(RUN, Map.of("seen", seen, "enough", List.copyOf(ENOUGH)));
    ENOUGH.addAll(answer.get("found"));
    return answer.get("wrong");
  }

  private static String read(String name) {
    Class<?> beside = name.startsWith("/") ? AxeBuilder.class : Axe.class;
    try (InputStream in = beside.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
