package kr.maeul.web.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kr.maeul.layer.text.Lang;

/**
 * Marks in a page of ours what is not in its language – titles and values as people gave them – so
 * that it is read out as what it is. Takes text where it stands, whatever template it comes from.
 * Stateless.
 */
public final class OtherLanguage {
  /** Words of Hangul, with what stands between them. */
  private static final Pattern KOREAN =
      Pattern.compile(
          "\\p{IsHangul}(?:[\\p{IsHangul}\\p{IsHan}0-9\\s.,·~()%–-]*[\\p{IsHangul}\\p{IsHan}])?");

  /** Three words at least: names and units stand in Korean as they are. */
  private static final Pattern ENGLISH =
      Pattern.compile("\\b[A-Za-z]{2,}(?:[ ’',.–-]+[A-Za-z]+){2,}");

  private static final Set<String> VOID =
      Set.of("meta", "link", "img", "input", "br", "hr", "source", "wbr", "col");

  /** What holds no elements: marked on its own, or by nobody. */
  private static final Set<String> PLAIN =
      Set.of("title", "style", "script", "option", "textarea", "code", "pre");

  private OtherLanguage() {}

  /**
   * @param html well-formed, attributes in double quotes
   */
  public static String mark(String html, Lang page) {
    Pattern other = page == Lang.EN ? KOREAN : ENGLISH;
    String tag = page == Lang.EN ? Lang.KO.tag() : Lang.EN.tag();
    StringBuilder out = new StringBuilder(html.length() + 500);
    Deque<String> open = new ArrayDeque<>();
    int marked = 0; // elements that say their language, or hold no elements
    int at = 0;
    while (at < html.length()) {
      int end = html.charAt(at) == '<' ? endOfTag(html, at) : next(html, at);
      String part = html.substring(at, end);
      at = end;
      if (part.charAt(0) != '<') {
        out.append(marked > 0 || open.isEmpty() ? part : mark(part, other, tag, open.peek()));
        continue;
      }
      out.append(part);
      String name = name(part);
      if (part.startsWith("</")) {
        if (!open.isEmpty() && isMark(open.pop())) {
          marked--;
        }
      } else if (!name.isEmpty() && !VOID.contains(name) && !part.endsWith("/>")) {
        boolean isSaid = part.contains(" lang=\"") && !name.equals("html") || PLAIN.contains(name);
        open.push(isSaid ? name + "!" : name);
        marked += isSaid ? 1 : 0;
      }
    }
    return out.toString();
  }

  private static boolean isMark(String element) {
    return element.endsWith("!");
  }

  /** Text in a drawing has elements of its own. */
  private static String mark(String text, Pattern other, String tag, String parent) {
    Matcher found = other.matcher(text);
    if (!found.find()) {
      return text;
    }
    String element = parent.equals("text") ? "tspan" : "span";
    return found.replaceAll(
        m ->
            Matcher.quoteReplacement(
                "<" + element + " lang=\"" + tag + "\">" + m.group() + "</" + element + ">"));
  }

  private static int next(String html, int from) {
    int end = html.indexOf('<', from);
    return end < 0 ? html.length() : end;
  }

  /** Past the end of a tag, whose attributes may hold what ends others. */
  private static int endOfTag(String html, int from) {
    boolean isQuoted = false;
    for (int i = from; i < html.length(); i++) {
      char c = html.charAt(i);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (c == '>' && !isQuoted) {
        return i + 1;
      }
    }
    return html.length();
  }

  /** In lower case; empty where it is no element. */
  private static String name(String tag) {
    int from = tag.startsWith("</") ? 2 : 1;
    int to = from;
    while (to < tag.length() && Character.isLetterOrDigit(tag.charAt(to))) {
      to++;
    }
    return tag.substring(from, to).toLowerCase(Locale.ROOT);
  }
}
