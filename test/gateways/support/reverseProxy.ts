import { type Nginx, startNginx } from './nginx.ts';

/** nginx before n8n, as n8n's own pages have it: TLS to the world, and the headers that N8N_PROXY_HOPS=1 reads. */
export async function startReverseProxy(n8nPort: number): Promise<Nginx> {
	return await startNginx({
		server: `location / {
			proxy_pass http://127.0.0.1:${n8nPort};
			proxy_set_header Host $host:$server_port;
			proxy_set_header X-Forwarded-For $remote_addr;
			proxy_set_header X-Forwarded-Host $host:$server_port;
			proxy_set_header X-Forwarded-Proto $scheme;
		}`,
	});
}
