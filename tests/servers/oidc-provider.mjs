// oidc-provider as the authorization server of service accounts, and an API that takes its tokens. From the environment:
// PORT, and TTL, the life of a token in seconds. Prints each request: method, path, status.
import { Provider } from 'oidc-provider';

const port = Number(process.env.PORT);
const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      client_id: 'mdb_sa_id_0123456789abcdef01234567',
      client_secret: 'mdb_sa_sk_' + 'x'.repeat(32),
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  routes: { token: '/api/oauth/token', revocation: '/api/oauth/revoke' },
  features: {
    clientCredentials: { enabled: true },
    revocation: { enabled: true, allowedPolicy: () => true },
    devInteractions: { enabled: false },
  },
  ttl: { ClientCredentials: Number(process.env.TTL) },
});

provider.use(async (context, next) => {
  if (context.path.startsWith('/api/oauth/')) {
    await next();
  } else {
    const bearer = context.get('authorization').replace(/^Bearer /, '');
    const token = await provider.ClientCredentials.find(bearer);
    context.status = token?.isValid ? 200 : 401;
    context.body = {};
  }
  console.log(`${context.method} ${context.path} ${context.status}`);
});

const server = provider.listen(port, '127.0.0.1');
// Longer than a busy machine keeps a connection idle: what is closed just when it is used again is not the matter here.
server.keepAliveTimeout = 120_000;
