package kr.maeul.feature.cql.parse;

import kr.maeul.layer.text.Particle;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Reads CQL2 text and the older CQL text. Stateless. */
final class CqlText {
  /** Parentheses that may be open at once: those of the deepest tree, and those of WKT. */
  private static final int MOST_OPEN = CqlTree.MOST_DEPTH + 10;

  private static final int MOST_EXPECTED = 4;

  private CqlText() {}

  /**
   * @param language not JSON
   * @throws CqlException if the filter is too large or is not in the language
   */
  static CqlTree parse(String filter, CqlLanguage language) throws CqlException {
    if (filter.length() > CqlTree.MOST_CHARACTERS) {
      throw new CqlException(
          CqlPlace.WHOLE,
          "필터가 너무 깁니다 (최대 " + CqlTree.MOST_CHARACTERS + "자).",
          "the filter is longer than " + CqlTree.MOST_CHARACTERS + " characters");
    }
    CqlGrammarLexer lexer = new CqlGrammarLexer(CharStreams.fromString(filter));
    lexer.escapes = language == CqlLanguage.TEXT;
    lexer.removeErrorListeners();
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    checkDepth(tokens);
    CqlGrammarParser parser = new CqlGrammarParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(new FirstMistake());
    try {
      return new CqlTextTree(language).build(parser.filter());
    } catch (ParseCancellationException e) {
      if (e.getCause() instanceof CqlException mistake) {
        throw mistake;
      }
      throw e;
    }
  }

  /** The parser calls itself for every parenthesis, so they are counted before it starts. */
  private static void checkDepth(CommonTokenStream tokens) throws CqlException {
    int open = 0;
    for (Token token : tokens.getTokens()) {
      if (token.getType() == CqlGrammarLexer.LP && ++open > MOST_OPEN) {
        throw CqlTree.tooDeep(place(token));
      }
      if (token.getType() == CqlGrammarLexer.RP) {
        open--;
      }
    }
  }

  static CqlPlace place(Token token) {
    return new CqlPlace.Character(token.getStartIndex() + 1);
  }

  /** Ends parsing at the first mistake: what follows it is guesswork. */
  private static final class FirstMistake extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object offendingSymbol,
        int line,
        int charPositionInLine,
        String message,
        RecognitionException e) {
      throw new ParseCancellationException(
          mistake((Parser) recognizer, (Token) offendingSymbol, e));
    }

    private static CqlException mistake(Parser parser, Token token, RecognitionException e) {
      String expected = expected(parser, e);
      String ko = expected.isEmpty() ? "" : " 올 수 있는 것: " + expected;
      String en = expected.isEmpty() ? "" : "; expected " + expected;
      if (token.getType() == Token.EOF) {
        return new CqlException(
            place(token), "필터가 끝나지 않았습니다." + ko, "the filter ends too early" + en);
      }
      String text = CqlLiterals.shorten(token.getText());
      if (text.equals("'") || text.equals("\"")) {
        return new CqlException(
            place(token),
            "따옴표가 닫히지 않았습니다. 글 안의 작은따옴표는 ''로 쓰세요.",
            "a quotation is not closed; within a text write a single quote as ''");
      }
      if (text.equals("!")) {
        return new CqlException(
            place(token), "'!'는 쓸 수 없습니다. 같지 않음은 <>로 쓰세요.", "\"!\" is not CQL2; not equal is <>");
      }
      return new CqlException(
          place(token),
          "여기에 " + Particle.SUBJECT.after("\"" + text + "\"") + " 올 수 없습니다." + ko,
          "\"" + text + "\" cannot stand here" + en);
    }

    /** Names what could stand there, where that is little. */
    private static String expected(Parser parser, RecognitionException e) {
      IntervalSet tokens = e == null ? parser.getExpectedTokens() : e.getExpectedTokens();
      return tokens == null || tokens.size() > MOST_EXPECTED
          ? ""
          : tokens.toString(parser.getVocabulary());
    }
  }
}
