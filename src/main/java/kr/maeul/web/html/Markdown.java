package kr.maeul.web.html;

import kr.maeul.feature.parse.WebAddress;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Makes HTML of people's Markdown and lets through only what cannot do harm: no scripts, no
 * pictures from elsewhere, no frames. Links lead to web pages alone, and say that they are not
 * ours. Safe for use by several threads.
 */
public final class Markdown {
  /** A text stands under the h1 of its page. */
  private static final int DEEPER = 1;

  private static final int DEEPEST = 6;

  private final Parser parser = Parser.builder().build();
  private final HtmlRenderer renderer = HtmlRenderer.builder().escapeHtml(true).build();
  private final PolicyFactory policy =
      new HtmlPolicyBuilder()
          .allowElements(
              "p",
              "br",
              "hr",
              "h2",
              "h3",
              "h4",
              "h5",
              "h6",
              "em",
              "strong",
              "code",
              "pre",
              "blockquote",
              "ul",
              "ol",
              "li",
              "a")
          .allowAttributes("href")
          .matching((element, name, value) -> WebAddress.mayBeLinked(value) ? value : null)
          .onElements("a")
          .allowAttributes("start")
          .matching(java.util.regex.Pattern.compile("\\d{1,9}"))
          .onElements("ol")
          .allowUrlProtocols("http", "https")
          .requireRelsOnLinks("noopener", "nofollow")
          .toFactory();

  public String toHtml(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new Deeper());
    return policy.sanitize(renderer.render(document));
  }

  private static final class Deeper extends AbstractVisitor {
    @Override
    public void visit(Heading heading) {
      heading.setLevel(Math.min(DEEPEST, heading.getLevel() + DEEPER));
      visitChildren(heading);
    }
  }
}
