package kr.maeul.web.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import kr.maeul.config.Settings;

/**
 * The service that vouches for people, by OpenID Connect: authorisation code with PKCE, the ID
 * token signed by RS256. What it says of itself is asked once. Safe for use by several threads.
 */
final class OpenIdProvider {
  private static final int TIMEOUT_MS = 5_000;
  private static final int MOST_KEY_BYTES = 200_000;
  private static final String EMAIL = "email";

  private final Settings.OpenId settings;
  private final ClientID client;
  private final URI callback;
  private OIDCProviderMetadata metadata;
  private IDTokenValidator validator;

  /** It cannot be reached, or what it says cannot be believed. */
  static final class FailedException extends Exception {

    FailedException(Throwable cause) {
      super(cause);
    }
  }

  /** What the browser keeps between going there and coming back. */
  record Errand(String state, String nonce, String verifier) {
    static Errand next() {
      return new Errand(
          new State().getValue(), new Nonce().getValue(), new CodeVerifier().getValue());
    }
  }

  OpenIdProvider(Settings.OpenId settings, URI callback) {
    this.settings = settings;
    this.client = new ClientID(settings.clientId());
    this.callback = callback;
  }

  private synchronized OIDCProviderMetadata metadata() throws FailedException {
    if (metadata == null) {
      try {
        OIDCProviderMetadata found =
            OIDCProviderMetadata.resolve(new Issuer(settings.issuer()), TIMEOUT_MS, TIMEOUT_MS);
        validator =
            new IDTokenValidator(
                found.getIssuer(),
                client,
                JWSAlgorithm.RS256,
                found.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_KEY_BYTES));
        metadata = found;
      } catch (GeneralException | IOException e) {
        throw new FailedException(e);
      }
    }
    return metadata;
  }

  /** Where to send the browser. */
  URI address(Errand errand) throws FailedException {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, new Scope("openid", "profile", EMAIL), client, callback)
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .state(new State(errand.state()))
        .nonce(new Nonce(errand.nonce()))
        .codeChallenge(new CodeVerifier(errand.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Whom it vouches for.
   *
   * @param code that the browser came back with
   * @return their login here; empty where the token does not say it, or the address is not proven
   */
  Optional<String> login(String code, Errand errand) throws FailedException {
    try {
      HTTPRequest request =
          new TokenRequest.Builder(
                  metadata().getTokenEndpointURI(),
                  new ClientSecretBasic(client, new Secret(settings.clientSecret())),
                  new AuthorizationCodeGrant(
                      new AuthorizationCode(code), callback, new CodeVerifier(errand.verifier())))
              .build()
              .toHTTPRequest();
      request.setConnectTimeout(TIMEOUT_MS);
      request.setReadTimeout(TIMEOUT_MS);
      OIDCTokenResponse response = OIDCTokenResponse.parse(request.send());
      IDTokenClaimsSet claims =
          validator.validate(response.getOIDCTokens().getIDToken(), new Nonce(errand.nonce()));
      boolean isProven =
          !settings.claim().equals(EMAIL)
              || Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
      return isProven
          ? Optional.ofNullable(claims.getStringClaim(settings.claim()))
          : Optional.empty();
    } catch (ParseException | IOException | BadJOSEException | JOSEException e) {
      throw new FailedException(e);
    }
  }
}
