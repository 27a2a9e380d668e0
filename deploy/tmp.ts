import { fork } from 'node:child_process';
import { once } from 'node:events';
const child = fork('standins/run.ts', ['eventstoredb','--port','0','--data','/tmp/yz/eventstoredb']);
const [m] = await once(child,'message'); 
const { eventStore } = await import('../platform/eventstore.ts');
const store = eventStore((m as any).url);
const id='8d9f8a02-2c1f-5af9-865c-439d8784b6f8';
for (const s of ['dispensing-','prescription-']) for await (const e of store.readStream(s+id,0)) console.log(e.stream, e.revision, e.type, e.metadata.at, e.position, JSON.stringify(e.data).slice(0,100));
let n=0, at: bigint|null=null; const types: Record<string,number>={};
for(;;){ const p = await store.readAll(at, 1000); n+=p.events.length; for (const e of p.events) types[e.type]=(types[e.type]??0)+1; at=p.last; if(p.end) break; }
console.log(n, types);
await store.close(); child.kill(); 
