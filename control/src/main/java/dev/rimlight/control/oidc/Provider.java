package dev.rimlight.control.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.rimlight.control.rejection.Rejected;
import dev.rimlight.control.rejection.Rejection;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The provider as it describes itself, and what is asked of it. Its tokens are read and forgotten.
final class Provider {
  /// Signatures with a key that only the provider has: neither none nor a shared secret.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private static final int CONNECT_MILLIS = 5_000;
  private static final int READ_MILLIS = 10_000;
  private static final int MAX_DOCUMENT_BYTES = 512 * 1024;
  private static final Duration KNOWN = Duration.ofHours(1);
  private static final System.Logger LOG = System.getLogger(Provider.class.getName());

  private final Oidc oidc;
  private final InstantSource clock;
  private final Issuer issuer;
  private final ClientID client;
  private final DefaultResourceRetriever documents =
      new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_DOCUMENT_BYTES);

  private volatile @Nullable Described described;

  Provider(Oidc oidc, InstantSource clock) {
    this.oidc = oidc;
    this.clock = clock;
    this.issuer = new Issuer(oidc.issuer());
    this.client = new ClientID(oidc.clientId());
  }

  /// @param validator knows the provider's keys, and asks for them anew when one is not among them
  private record Described(OIDCProviderMetadata metadata, IDTokenValidator validator, long at) {}

  /// Where the browser goes.
  URI signIn(Attempt attempt) {
    OIDCProviderMetadata metadata = described().metadata();
    return new AuthenticationRequest.Builder(
            new ResponseType(ResponseType.Value.CODE), scope(metadata), client, oidc.callback())
        .endpointURI(metadata.getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /// A provider may refuse a scope that it does not know.
  private Scope scope(OIDCProviderMetadata metadata) {
    Scope known = metadata.getScopes();
    Scope scope = new Scope("openid");
    for (String wanted : List.of("profile", "email", oidc.claim())) {
      if (known == null ? !wanted.equals(oidc.claim()) : known.contains(wanted)) {
        scope.add(wanted);
      }
    }
    return scope;
  }

  /// What the provider says of the person behind a code.
  Map<String, Object> claims(String code, Attempt attempt) {
    Described known = described();
    OIDCTokenResponse tokens = tokens(known.metadata(), code, attempt);
    JWT idToken = tokens.getOIDCTokens().getIDToken();
    if (idToken == null) {
      throw untrusted("it sent no ID token");
    }
    IDTokenClaimsSet checked = check(known, idToken, new Nonce(attempt.nonce()));
    try {
      Map<String, Object> claims = new HashMap<>(checked.toJWTClaimsSet().getClaims());
      URI userInfo = known.metadata().getUserInfoEndpointURI();
      if (!claims.containsKey(oidc.claim()) && userInfo != null) {
        userInfo(userInfo, tokens.getOIDCTokens().getAccessToken(), checked)
            .forEach(claims::putIfAbsent);
      }
      return claims;
    } catch (ParseException e) {
      throw untrusted("its claims cannot be read: " + e.getMessage());
    }
  }

  /// Whether it must name itself beside a code (RFC 9207).
  boolean namesItself() {
    return described().metadata().supportsAuthorizationResponseIssuerParam();
  }

  private OIDCTokenResponse tokens(OIDCProviderMetadata metadata, String code, Attempt attempt) {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(
            new AuthorizationCode(code), oidc.callback(), new CodeVerifier(attempt.verifier()));
    URI endpoint = metadata.getTokenEndpointURI();
    if (endpoint == null) {
      throw untrusted("it has no token endpoint");
    }
    TokenRequest request =
        oidc.clientSecret()
            .map(secret ->
                new TokenRequest.Builder(endpoint, authentication(metadata, secret), grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
            .build();
    TokenResponse response;
    try {
      response = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
    } catch (ParseException e) {
      throw untrusted("its tokens cannot be read: " + e.getMessage());
    }
    if (response instanceof OIDCTokenResponse tokens) {
      return tokens;
    }
    ErrorObject error = response.toErrorResponse().getErrorObject();
    if (OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
      throw Attempt.lost("the provider does not take this code, or not once more");
    }
    throw untrusted(
        "it answers %d, %s: %s"
            .formatted(error.getHTTPStatusCode(), error.getCode(), error.getDescription()));
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata, String secret) {
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean inBody =
        methods != null
            && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST);
    return inBody
        ? new ClientSecretPost(client, new Secret(secret))
        : new ClientSecretBasic(client, new Secret(secret));
  }

  /// Issuer, audience, authorized party, time, nonce and signature.
  private IDTokenClaimsSet check(Described known, JWT idToken, Nonce nonce) {
    try {
      IDTokenClaimsSet claims = known.validator().validate(idToken, nonce);
      requireOurs(claims);
      return claims;
    } catch (BadJOSEException e) {
      throw untrusted("its ID token is refused: " + e.getMessage());
    } catch (JOSEException e) {
      throw away(e);
    }
  }

  /// A token may be for several, and is then the authorized party's; the library looks at the
  /// audience alone.
  private void requireOurs(IDTokenClaimsSet claims) {
    AuthorizedParty party = claims.getAuthorizedParty();
    if (party == null
        ? claims.getAudience().size() > 1
        : !party.getValue().equals(client.getValue())) {
      throw untrusted(
          "its ID token is refused: azp == %s, must be %s"
              .formatted(party == null ? "missing" : party.getValue(), client));
    }
  }

  /// Tells more than some providers put into an ID token; only of the same person.
  private Map<String, Object> userInfo(URI endpoint, AccessToken token, IDTokenClaimsSet of)
      throws ParseException {
    UserInfoResponse response =
        UserInfoResponse.parse(send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
    UserInfo info = response.indicatesSuccess() ? response.toSuccessResponse().getUserInfo() : null;
    if (info == null || !of.getSubject().equals(info.getSubject())) {
      throw untrusted("what it tells of the person is not JSON, or of somebody else");
    }
    return info.toJWTClaimsSet().getClaims();
  }

  private static HTTPResponse send(HTTPRequest request) {
    request.setConnectTimeout(CONNECT_MILLIS);
    request.setReadTimeout(READ_MILLIS);
    request.setFollowRedirects(false);
    try {
      HTTPResponse response = request.send();
      if (response.getStatusCode() >= 500) {
        throw away(new IOException("HTTP " + response.getStatusCode()));
      }
      return response;
    } catch (IOException e) {
      throw away(e);
    }
  }

  /// Asked for anew each hour; what was known before holds while it cannot be asked.
  private Described described() {
    Described known = described;
    long now = clock.millis();
    if (known != null && now - known.at() < KNOWN.toMillis()) {
      return known;
    }
    try {
      Described fresh = describe(now);
      described = fresh;
      return fresh;
    } catch (Rejected e) {
      if (known == null) {
        throw e;
      }
      return known;
    }
  }

  private Described describe(long now) {
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.parse(
              documents.retrieveResource(OIDCProviderMetadata.resolveURL(issuer)).getContent());
      if (!metadata.getIssuer().equals(issuer)) {
        throw untrusted("it calls itself " + metadata.getIssuer());
      }
      if (metadata.getAuthorizationEndpointURI() == null || metadata.getJWKSetURI() == null) {
        throw untrusted("its description lacks authorization_endpoint or jwks_uri");
      }
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.create(metadata.getJWKSetURI().toURL(), documents)
              .refreshAheadCache(false)
              .retrying(true)
              .outageTolerant(KNOWN.toMillis())
              .build();
      IDTokenValidator validator =
          new IDTokenValidator(
              issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
      return new Described(metadata, validator, now);
    } catch (IOException e) {
      throw away(e);
    } catch (GeneralException e) {
      throw untrusted("its description cannot be read: " + e.getMessage());
    }
  }

  private static Rejected away(Exception e) {
    LOG.log(System.Logger.Level.WARNING, "the OpenID provider does not answer: " + e.getMessage());
    return new Rejected(
        Rejection.PROVIDER_AWAY,
        "the provider cannot be asked now: try again, or sign in otherwise");
  }

  /// The sentence may hold what was sent by anybody: it stays one line of the log.
  static Rejected untrusted(String what) {
    String sentence = what.replaceAll("\\p{Cntrl}+", " ");
    LOG.log(
        System.Logger.Level.WARNING, "nobody was signed in by the OpenID provider: " + sentence);
    return new Rejected(Rejection.PROVIDER_WRONG, sentence);
  }
}
