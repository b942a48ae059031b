p='/tmp/me/tests/chaos/harness/recovery.ts'
s=open(p).read()
s=s.replace("    await pause(25);","""    const dbg = await pool.query("select round(extract(epoch from now())*1000)::bigint as t, (select json_agg(json_build_object('id', right(b.id::text,4), 's', state, 'f', fence, 'w', right(worker_id::text,4), 'r', now()-rung_at, 'lane', right(lane,4))) from batches b where id = any($1)) as b, (select json_agg(json_build_object('w', right(id::text,4),'seen', now()-seen_at)) from workers) as w, (select count(*) from batches) as n, (select count(*) from batches where state='running') as run, (select count(*) from parked) as parked", [ids]).catch((e) => ({rows:[String(e)]}));
    console.log(Math.round(performance.now()-started), JSON.stringify(dbg.rows[0]));
    await pause(250);""")
open(p,'w').write(s)
