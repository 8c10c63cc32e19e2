package kr.maeul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.sourceforge.pmd.cpd.CPDConfiguration;
import net.sourceforge.pmd.cpd.CpdAnalysis;
import net.sourceforge.pmd.cpd.CpdLexer;
import net.sourceforge.pmd.cpd.Mark;
import net.sourceforge.pmd.cpd.Match;
import net.sourceforge.pmd.cpd.TokenFactory;
import net.sourceforge.pmd.lang.Language;
import net.sourceforge.pmd.lang.LanguagePropertyBundle;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.lang.document.TextDocument;
import net.sourceforge.pmd.lang.document.TextRegion;
import net.sourceforge.pmd.lang.impl.CpdOnlyLanguageModuleBase;
import net.sourceforge.pmd.lang.java.JavaLanguageModule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of any length stands twice, by PMD's copy detector. A token is a name, a number, a text
 * or a sign; about ten make a line. Decision 0062 has why there are so many.
 */
class CopiesTest {
  private static final int JAVA_TOKENS = 95;
  private static final int JAVASCRIPT_TOKENS = 135;

  private static final Language JAVA = JavaLanguageModule.getInstance();
  private static final Language JAVASCRIPT = new JavaScript();

  @TempDir private Path folder;

  @Test
  void java() throws IOException {
    assertThat(copies(JAVA, JAVA_TOKENS, Path.of("src/main/java"), Path.of("src/test/java")))
        .isEmpty();
  }

  @Test
  void javaScript() throws IOException {
    assertThat(copies(JAVASCRIPT, JAVASCRIPT_TOKENS, Path.of("web/src"))).isEmpty();
  }

  @Test
  void aCopyIsFoundInEitherLanguage() throws IOException {
    for (String name : List.of("One", "Two")) {
      String java = "class " + name + " { int sum = " + sum("f", JAVA_TOKENS) + "; }\n";
      write(name + ".java", "import java.util.List;\n\n" + java);
      String before = "/* It's " + name + " */ const at = `${`${1}'s`}`, like = /'/;\n";
      String script = "export const " + name + " = " + sum("o?.#f", JAVASCRIPT_TOKENS) + ";\n";
      write("deeper/" + name + ".js", before + script);
    }
    assertThat(copies(JAVA, JAVA_TOKENS, folder))
        .singleElement()
        .asString()
        .contains("One.java:3", "Two.java:3");
    assertThat(copies(JAVASCRIPT, JAVASCRIPT_TOKENS, folder))
        .singleElement()
        .asString()
        .contains("One.js:2", "Two.js:2");
  }

  /** A sum of so many tokens, plus a few; each of its fields has a name of its own. */
  private static String sum(String field, int tokens) {
    return IntStream.rangeClosed(0, tokens / 2)
        .mapToObj(i -> field + i)
        .collect(Collectors.joining("\n  + "));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A line for each copy of so many tokens or more: how long it is, and where it stands. */
  private static List<String> copies(Language language, int tokens, Path... folders)
      throws IOException {
    CPDConfiguration configuration = new CPDConfiguration(new LanguageRegistry(Set.of(language)));
    configuration.setOnlyRecognizeLanguage(language);
    configuration.setMinimumTileSize(tokens);
    List.of(folders).forEach(configuration::addInputPath);
    List<String> copies = new ArrayList<>();
    try (CpdAnalysis analysis = CpdAnalysis.create(configuration)) {
      analysis.performAnalysis(
          report -> {
            assertThat(report.getNumberOfTokensPerFile()).as("files read").isNotEmpty();
            assertThat(report.getProcessingErrors()).as("files not understood").isEmpty();
            report.getMatches().forEach(match -> copies.add(line(match)));
          });
    }
    return copies;
  }

  private static String line(Match match) {
    return StreamSupport.stream(match.spliterator(), false)
        .map(Mark::getLocation)
        .map(at -> at.getFileId().getOriginalPath() + ":" + at.getStartLine())
        .collect(Collectors.joining(", ", match.getTokenCount() + " tokens: ", ""));
  }

  /** PMD's own reads the JavaScript of 2009: no private fields, no template within another. */
  private static final class JavaScript extends CpdOnlyLanguageModuleBase {
    private static final Pattern TOKEN =
        Pattern.compile(
            "//.*|/\\*[\\s\\S]*?\\*/"
                + "|(\"(?:[^\"\\\\\\n]|\\\\.)*\"|'(?:[^'\\\\\\n]|\\\\.)*'"
                + "|#?[\\w$]+|=>|\\?\\.|\\.{3}|[=!]==|&&|\\|\\||\\?\\?|\\S)");

    JavaScript() {
      super(LanguageMetadata.withId("modules").name("JavaScript").extensions("js"));
    }

    @Override
    public CpdLexer createCpdLexer(LanguagePropertyBundle bundle) {
      return JavaScript::tokenize;
    }

    private static void tokenize(TextDocument document, TokenFactory tokens) {
      Matcher matcher = TOKEN.matcher(document.getText());
      while (matcher.find()) {
        if (matcher.group(1) != null) {
          TextRegion region = TextRegion.fromBothOffsets(matcher.start(), matcher.end());
          tokens.recordToken(matcher.group(), document.toLocation(region));
        }
      }
    }
  }
}
